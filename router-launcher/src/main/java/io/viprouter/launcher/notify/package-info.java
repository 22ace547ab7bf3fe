/**
 * Tells the world outside of changes, and asks it: mail, notify commands, track commands. Nothing
 * here is ever in the way of a failover: whoever reports a change only leaves it in a bounded
 * queue, and threads of this package, all daemons, do the slow part. Knows neither the libraries
 * nor the configuration; the launcher hands over records of this package and words.
 */
@NullMarked
package io.viprouter.launcher.notify;

import org.jspecify.annotations.NullMarked;
