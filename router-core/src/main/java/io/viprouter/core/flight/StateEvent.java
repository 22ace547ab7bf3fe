package io.viprouter.core.flight;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A destination's state changed. Filled and committed by one thread. */
@Name("io.viprouter.DestinationState")
@Label("Destination State")
@Category("VIP Router")
@StackTrace(false)
final class StateEvent extends Event {

  @Label("Section")
  String section = "";

  @Label("Destination")
  String destination = "";

  @Label("State")
  String state = "";

  @Label("Cause")
  String cause = "";
}
