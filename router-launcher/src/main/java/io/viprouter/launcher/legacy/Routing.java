package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.net.SocketAddress;
import java.util.List;

/**
 * What the other file needs to know of a routing section. Immutable.
 *
 * @param name in our configuration
 * @param place of its header
 * @param binds where it listens
 */
record Routing(String name, Place place, List<SocketAddress> binds) {}
