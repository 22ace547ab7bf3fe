package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The options of one routing section, with the messages of MySQL Router. Confined to the thread
 * that reads.
 */
final class RoutingOptions {

  private final IniFile file;
  private final IniSection section;
  private final Interpolation interpolation;
  private final Remarks remarks;

  RoutingOptions(IniFile file, IniSection section, Remarks remarks) {
    this.file = file;
    this.section = section;
    this.interpolation = new Interpolation(section, file.defaults());
    this.remarks = remarks;
  }

  IniSection section() {
    return section;
  }

  Interpolation interpolation() {
    return interpolation;
  }

  /** The value of an option, nothing if it is not set or empty; faults are reported. */
  Optional<String> text(String name) {
    Optional<IniOption> option = interpolation.find(name);
    if (option.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(interpolation.value(option.get()).strip()).filter(v -> !v.isEmpty());
    } catch (Interpolation.Unresolved e) {
      fault(name, e.what());
      return Optional.empty();
    }
  }

  /** A number; nothing if it is not set or out of range, which is reported. */
  OptionalLong number(String name, long least, long most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong number = CNumber.parse(text.get());
    if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
      fault(
          name,
          "needs value between "
              + least
              + " and "
              + most
              + " inclusive, was "
              + Remarks.quote(text.get()));
      return OptionalLong.empty();
    }
    return number;
  }

  /** Whether it is for the X protocol; an unknown protocol is reported. */
  boolean speaksX() {
    String protocol = text("protocol").orElse("classic");
    if (!protocol.equals("classic") && !protocol.equals("x")) {
      fault("protocol", "is invalid: Invalid protocol name: " + Remarks.quote(protocol));
    }
    return protocol.equals("x");
  }

  /** Whether it stands in the section or in [DEFAULT]. */
  boolean has(String name) {
    return interpolation.find(name).isPresent();
  }

  /** Where it stands; the section's header if it does not. */
  Place place(String name) {
    return file.place(interpolation.find(name).map(IniOption::line).orElse(section.line()));
  }

  /** Where it stands in the section; the header for what comes from [DEFAULT]. */
  int order(String name) {
    IniOption own = section.options().get(name);
    return own == null ? section.line() : own.line();
  }

  /** The comments above it, if it stands in the section. */
  List<String> comments(String name) {
    IniOption own = section.options().get(name);
    return own == null ? List.of() : own.comments();
  }

  void fault(String name, String what) {
    remarks.fault(
        place(name),
        section.title() + "." + name,
        "option " + name + " in " + section.title() + " " + what);
  }

  void note(String name, String what) {
    remarks.note(place(name), section.title() + "." + name + ": " + what);
  }
}
