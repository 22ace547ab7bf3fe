/**
 * What stands beside the routers, each a process of its own: the raw server behind them, and a
 * proxy on Netty as a yardstick of what Java can do. Neither shares code with the router.
 */
@NullMarked
package io.viprouter.examples.bench.peer;

import org.jspecify.annotations.NullMarked;
