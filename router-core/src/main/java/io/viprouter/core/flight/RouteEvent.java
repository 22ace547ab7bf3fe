package io.viprouter.core.flight;

import jdk.jfr.Category;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A server greeted a client. Filled and committed by one thread. */
@Name("io.viprouter.Route")
@Label("Connection Routed")
@Category("VIP Router")
@StackTrace(false)
final class RouteEvent extends ConnectionEvent {

  @Label("Destination")
  String destination = "";

  @Label("Server Connection")
  long serverConnectionId;

  @Label("Time To Greeting")
  @Timespan(Timespan.NANOSECONDS)
  long waited;
}
