/** Tests of the driver: stepped, simulated, and against fakes of its edge. */
@NullMarked
package io.viprouter.vrrp;

import org.jspecify.annotations.NullMarked;
