package io.viprouter.launcher.legacy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads {@code authentication}. Confined to the reading thread. No message of it holds a word that
 * could be the password.
 */
final class AuthReader {

  private static final int MAX_BYTES = 8;

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
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      password = Optional.empty();
      return;
    }
    if (bytes.length <= MAX_BYTES) {
      password = Optional.of(text);
      return;
    }
    String cut = new String(bytes, 0, MAX_BYTES, StandardCharsets.UTF_8);
    if (cut.indexOf('\uFFFD') >= 0) {
      inner.fault(line, "keepalived cuts it at 8 bytes, in the middle of a character");
      return;
    }
    inner.note(line, "is cut at 8 characters, as keepalived does");
    password = Optional.of(cut);
  }
}
