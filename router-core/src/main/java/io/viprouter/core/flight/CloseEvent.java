package io.viprouter.core.flight;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A connection ended. Filled and committed by one thread. */
@Name("io.viprouter.Close")
@Label("Connection Closed")
@Category("VIP Router")
@StackTrace(false)
final class CloseEvent extends ConnectionEvent {

  @Label("Destination")
  String destination = "";

  @Label("Server Connection")
  long serverConnectionId;

  @Label("Bytes From Client")
  @DataAmount
  long bytesFromClient;

  @Label("Bytes From Server")
  @DataAmount
  long bytesFromServer;

  @Label("Age")
  @Timespan(Timespan.NANOSECONDS)
  long age;

  @Label("Reason")
  String reason = "";

  @Label("Reason Code")
  String code = "";
}
