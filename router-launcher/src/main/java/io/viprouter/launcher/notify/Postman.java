package io.viprouter.launcher.notify;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Hands one mail in. Called by one thread; may take as long as its timeouts allow. */
interface Postman {

  /**
   * What became of a mail. Who is in neither list has got it. Immutable.
   *
   * @param refused who will never get it, and the server's words
   * @param later who may get it later
   */
  record Delivery(Map<String, String> refused, List<String> later) {

    /** Copies them. */
    public Delivery {
      refused = Map.copyOf(refused);
      later = List.copyOf(later);
    }
  }

  /**
   * Hands the mail in.
   *
   * @param to of the settings' recipients those who have not got it yet
   * @throws IOException if nobody has got it, and another try may do better
   */
  Delivery deliver(Notice notice, List<String> to) throws IOException;
}
