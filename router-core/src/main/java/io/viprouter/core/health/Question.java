package io.viprouter.core.health;

/**
 * What a server is asked. Immutable.
 *
 * @param facts whether it is to tell its role; else whether it lives
 * @param fresh whether a new session is to be opened, so that it is proven that clients get in
 */
public record Question(boolean facts, boolean fresh) {}
