/** Tests of the edge, and the tools that tests in network namespaces need. */
@NullMarked
package io.viprouter.vrrp.os;

import org.jspecify.annotations.NullMarked;
