package io.viprouter.launcher.notify;

/** Hears what the track commands of a virtual router mean for it. */
@FunctionalInterface
public interface TrackListener {

  /**
   * The sum has changed. Called in order, by one thread at a time, on threads of the track
   * commands; is not to block them. One that throws is logged and ignored.
   *
   * @param sum fitness and priority
   * @param why half a sentence: which command, and what it said
   */
  void changed(TrackSum sum, String why);
}
