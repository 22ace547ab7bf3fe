package io.viprouter.core.flight;

import jdk.jfr.Event;
import jdk.jfr.Label;

/** What all events of a connection tell. Filled and committed by one thread. */
abstract class ConnectionEvent extends Event {

  @Label("Connection")
  long connectionId;

  @Label("Section")
  String section = "";

  @Label("Client")
  String client = "";

  @Label("Local Address")
  String local = "";
}
