/**
 * From a configuration file to {@link io.viprouter.launcher.config.Settings}. The only package that
 * knows HOCON; it knows nothing of running routers. {@link
 * io.viprouter.launcher.config.ConfigSource} loads and layers, {@link
 * io.viprouter.launcher.config.SettingsReader} reads and judges, {@link
 * io.viprouter.launcher.config.Problems} gathers every fault with its file and line. Everything
 * here is used by one thread at a time and keeps no state of its own.
 */
@NullMarked
package io.viprouter.launcher.config;

import org.jspecify.annotations.NullMarked;
