package io.viprouter.launcher.notify;

/** Hears what the track commands of a virtual router mean for it. */
@FunctionalInterface
public interface TrackListener {

  /**
   * The sum or what is wrong has changed. Called in order, by one thread at a time, on threads of
   * the track commands; is not to block them. One that throws is logged and ignored.
   *
   * @param sum fitness and priority
   * @param wrong half a sentence: which commands of weight 0 fail, and what they said; empty if
   *     none
   */
  void changed(TrackSum sum, String wrong);
}
