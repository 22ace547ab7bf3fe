package io.viprouter.launcher.config;

/**
 * Something and the key it stands at. Immutable.
 *
 * @param path the key, as the user would write it
 * @param value what stands there
 */
record Item<T>(KeyPath path, T value) {}
