package io.viprouter.launcher.config;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The admin interface. Immutable.
 *
 * @param bind where it listens, unresolved; empty: nowhere
 * @param token what a caller must show
 * @param asked whether the configuration names the address; the default one may be taken by another
 *     program without harm
 */
public record AdminSettings(Optional<InetSocketAddress> bind, Secret token, boolean asked) {}
