/**
 * What a router tells the JDK's Flight Recorder. For {@code core.net}; any thread. Everything here
 * but {@link io.viprouter.core.flight.Flight} needs the module {@code jdk.jfr}, which is optional.
 */
@NullMarked
package io.viprouter.core.flight;

import org.jspecify.annotations.NullMarked;
