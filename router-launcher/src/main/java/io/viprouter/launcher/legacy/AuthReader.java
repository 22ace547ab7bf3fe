package io.viprouter.launcher.legacy;

import java.util.Optional;

/**
 * Reads {@code authentication}. Confined to the reading thread. No message of it holds a word that
 * could be the password.
 */
final class AuthReader {

  private static final int MAX_LENGTH = 8;

  private final Scope scope;
  private String type = "";
  private Optional<String> password = Optional.empty();

  AuthReader(Scope scope) {
    this.scope = scope;
  }

  void read(Statement block) {
    Scope inner = scope.inner(block.keyword());
    for (Statement line : block.block()) {
      switch (line.keyword()) {
        case "auth_type" -> type(inner, line);
        case "auth_pass" -> inner.argument(line).ifPresent(text -> password(inner, line, text));
        default -> scope.fault(block, "Unknown keyword in it; auth_type and auth_pass are known");
      }
    }
  }

  /** The password that goes into the advertisements; nothing if there is none. */
  Optional<String> password(Statement block) {
    if (type.isEmpty()) {
      password.ifPresent(
          text -> scope.note(block, "has no auth_type: nothing is authenticated, as there"));
      return Optional.empty();
    }
    if (password.isEmpty()) {
      scope.note(block, "has no auth_pass: nothing is authenticated, as there");
    }
    return password;
  }

  private void type(Scope inner, Statement line) {
    Optional<String> word = inner.argument(line);
    if (word.isEmpty()) {
      return;
    }
    if (word.get().equals("PASS")) {
      type = "PASS";
    } else if (word.get().equals("AH")) {
      inner.fault(line, "AH has no equal; use PASS on all routers of the group");
      type = "AH";
    } else {
      inner.fault(line, "unknown authentication type; PASS is known");
      type = "?";
    }
  }

  private void password(Scope inner, Statement line, String text) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      inner.fault(line, "has characters that are not ASCII; change it on all routers of the group");
      return;
    }
    if (text.length() > MAX_LENGTH) {
      inner.note(line, "is cut at 8 characters, as keepalived does");
    }
    String cut = text.substring(0, Math.min(text.length(), MAX_LENGTH));
    password = Optional.of(cut).filter(kept -> !kept.isEmpty());
  }
}
