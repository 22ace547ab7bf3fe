package io.viprouter.examples.demo;

import io.viprouter.core.Destination;
import io.viprouter.core.RouterListener;
import io.viprouter.examples.servers.DatabaseServer;
import java.util.List;

/** Tells what the router notices. Thread-safe: called on event-loop threads. */
final class Narrator implements RouterListener {

  private final Story story;
  private final List<DatabaseServer> servers;

  Narrator(Story story, List<DatabaseServer> servers) {
    this.story = story;
    this.servers = List.copyOf(servers);
  }

  @Override
  public void currentDestinationChanged(String section, Destination from, Destination to) {
    tell(section, "new connections go to " + name(to) + ", no longer to " + name(from));
  }

  @Override
  public void destinationQuarantined(String section, Destination destination, String cause) {
    tell(section, name(destination) + " is quarantined: " + cause);
  }

  @Override
  public void destinationRestored(String section, Destination destination) {
    tell(section, name(destination) + " is usable again");
  }

  private void tell(String section, String text) {
    story.tell("router [" + section + "]: " + text);
  }

  private String name(Destination destination) {
    return servers.stream()
        .filter(server -> server.port() == destination.port())
        .map(DatabaseServer::name)
        .findFirst()
        .orElseGet(destination::toString);
  }
}
