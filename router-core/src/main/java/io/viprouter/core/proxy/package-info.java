/**
 * The PROXY protocol: the header in which a proxy tells who its client is. Pure: bytes in, values
 * out. For {@code core.net}; any thread.
 */
@NullMarked
package io.viprouter.core.proxy;

import org.jspecify.annotations.NullMarked;
