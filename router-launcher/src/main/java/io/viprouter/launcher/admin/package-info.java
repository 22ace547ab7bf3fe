/**
 * The admin interface: status page, REST, metrics and commands over HTTP, and {@code ctl}, which
 * talks to them. Knows the running router only through {@link
 * io.viprouter.launcher.admin.Operations}. Its threads are daemons of its own; nothing here runs on
 * an event loop but {@link io.viprouter.launcher.admin.EventLog}, which only notes.
 */
@NullMarked
package io.viprouter.launcher.admin;

import org.jspecify.annotations.NullMarked;
