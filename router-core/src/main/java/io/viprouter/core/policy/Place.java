package io.viprouter.core.policy;

/**
 * Where a sticky walk stands, and where it last stood at a member that showed to be well.
 * Immutable.
 *
 * <p>The two differ after a failure, until the member it went on to has answered. If that one does
 * not answer either, the failures tell more of this router than of its servers, and the walk
 * returns to where it was: so a router that was cut from all of them does not come back with
 * another writer than the rest of the world has.
 *
 * @param position index of the member it stands at; for a spent walk the number of members
 * @param proven index of the member that answered last while the walk stood there
 */
record Place(int position, int proven) {

  /** A place that somebody chose, or that a walk begins with. */
  static Place at(int position) {
    return new Place(position, position);
  }

  /** After a failure: nobody knows yet whether it is better there. */
  Place movedTo(int next) {
    return new Place(next, proven);
  }

  /** The member it stands at has answered. */
  Place answered() {
    return at(position);
  }

  /** Whether the member it stands at has still to show that it is well. */
  boolean unproven() {
    return position != proven;
  }
}
