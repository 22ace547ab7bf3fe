/** Tests of the election: exhaustive, and simulated. */
@NullMarked
package io.viprouter.vrrp.election;

import org.jspecify.annotations.NullMarked;
