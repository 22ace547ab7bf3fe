package io.viprouter.core.flight;

import jdk.jfr.Category;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A client was admitted. Filled and committed by one thread. */
@Name("io.viprouter.Accept")
@Label("Client Accepted")
@Category("VIP Router")
@StackTrace(false)
final class AcceptEvent extends ConnectionEvent {}
