package io.viprouter.core.flight;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A sticky section goes on to another destination. Filled and committed by one thread. */
@Name("io.viprouter.CurrentDestination")
@Label("Current Destination")
@Category("VIP Router")
@StackTrace(false)
final class CurrentEvent extends Event {

  @Label("Section")
  String section = "";

  @Label("From")
  String from = "";

  @Label("To")
  String to = "";
}
