/**
 * The router as a service of the system: what systemd wants to hear. The launcher says what
 * happens; nothing here decides anything.
 */
@NullMarked
package io.viprouter.launcher.service;

import org.jspecify.annotations.NullMarked;
