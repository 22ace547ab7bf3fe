package io.viprouter.launcher.admin;

/**
 * The answer to a command that was not refused. Immutable.
 *
 * @param done whether anything changed; false: it was so before
 * @param text what happened, one sentence for people
 */
public record Answer(boolean done, String text) {}
