/**
 * What servers say of themselves: a kept session of a monitor user for each ({@link
 * io.viprouter.core.health.Monitors}), the facts read over it, and what they mean for a section
 * ({@link io.viprouter.core.health.RoleRules}, pure). Only {@code net} uses it. It blocks, so it
 * has threads of its own, one for each server; nothing here runs on an event loop.
 */
@NullMarked
package io.viprouter.core.health;

import org.jspecify.annotations.NullMarked;
