package io.viprouter.launcher.config;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Finds bind addresses that cannot both be bound. Confined to the thread that reads. */
final class BindCheck {

  private record Taken(String section, SocketAddress address) {}

  private final Reading reading;
  private final List<Taken> taken = new ArrayList<>();

  BindCheck(Reading reading) {
    this.reading = reading;
  }

  void add(String section, Item<SocketAddress> bind) {
    for (Taken other : taken) {
      if (Addresses.collide(other.address(), bind.value())) {
        reading.fault(bind.path(), collision(section, bind.value(), other));
      }
    }
    taken.add(new Taken(section, bind.value()));
  }

  private static String collision(String section, SocketAddress bind, Taken other) {
    String address = Words.quote(Addresses.text(bind));
    if (section.equals(other.section())) {
      return address + " of section '" + section + "' stands twice";
    }
    String same = other.address().equals(bind) ? "" : " as " + Addresses.text(other.address());
    return address
        + " of section '"
        + section
        + "' is also bound by section '"
        + other.section()
        + "'"
        + same;
  }
}
