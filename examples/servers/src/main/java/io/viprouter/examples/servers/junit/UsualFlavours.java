package io.viprouter.examples.servers.junit;

import io.viprouter.examples.servers.Flavour;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a test once on MySQL 5.7, on MySQL 8.0 and on MariaDB 10.11. The oldest and the newest
 * server are for tests of what differs between servers, which take all there are.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnumSource(
    value = Flavour.class,
    names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
public @interface UsualFlavours {}
