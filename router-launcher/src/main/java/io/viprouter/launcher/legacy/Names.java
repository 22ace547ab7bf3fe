package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.util.HashSet;
import java.util.Set;

/** Gives names that our configuration takes. Confined to the reading thread. */
final class Names {

  private static final int LONGEST = 64;
  private static final int ROOM = 4;

  private final Remarks remarks;
  private final Set<String> taken = new HashSet<>();

  Names(Remarks remarks) {
    this.remarks = remarks;
  }

  /** The name itself if it can be; a note if it cannot. */
  String name(String written, Place place, String title) {
    String plain = written.replaceAll("[^A-Za-z0-9_.-]", "_");
    String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST - ROOM) : plain;
    String base = cut.isEmpty() ? "_" : cut;
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = (base.length() > LONGEST - ROOM ? base.substring(0, LONGEST - ROOM) : base) + "-" + i;
    }
    if (!name.equals(written)) {
      remarks.note(place, title + ": " + Remarks.quote(written) + " is called '" + name + "'");
    }
    return name;
  }
}
