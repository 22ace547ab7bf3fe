package io.viprouter.launcher.legacy;

/**
 * An interface or a script that is tracked. Immutable.
 *
 * @param at where it stands
 * @param name of the interface or script
 * @param weight added to the priority; 0: failing means unfit
 */
record Tracked(Statement at, String name, int weight) {

  Tracked withoutWeight() {
    return new Tracked(at, name, 0);
  }
}
