/**
 * What an embedder sees: {@link io.viprouter.core.RoutingSection} is what one asks for, {@link
 * io.viprouter.core.Route} is what runs, {@link io.viprouter.core.Router} holds them. Only types of
 * the JDK and of this package appear here. Definitions, statuses and events are immutable; the
 * running objects are thread-safe. Anybody may use this package; it may use the packages below it.
 */
@NullMarked
package io.viprouter.core;

import org.jspecify.annotations.NullMarked;
