/**
 * Elects which of several routers owns a virtual address (VRRP), adds and removes the address and
 * announces it. Knows nothing of MySQL.
 */
@NullMarked
package io.viprouter.vrrp;

import org.jspecify.annotations.NullMarked;
