/**
 * From {@code mysqlrouter.conf} and {@code keepalived.conf} to our configuration text. {@link
 * io.viprouter.launcher.legacy.LegacyFiles} is the way in. What is read here is judged as the two
 * programs judge it; what has no equal is named. Knows the text of our configuration but nothing of
 * running routers. Everything here is used by one thread at a time and keeps no state of its own.
 */
@NullMarked
package io.viprouter.launcher.legacy;

import org.jspecify.annotations.NullMarked;
