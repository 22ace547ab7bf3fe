package io.viprouter.launcher.admin;

import java.util.Map;
import java.util.Optional;

/**
 * A request that was let in and found its endpoint. Immutable.
 *
 * @param variables what stands in the path for the names of its template, decoded
 * @param query the parameters, decoded; the last one of a name counts
 * @param peer the client's address
 */
record Request(Map<String, String> variables, Map<String, String> query, String peer) {

  Request {
    variables = Map.copyOf(variables);
    query = Map.copyOf(query);
  }

  /** A part of the path. */
  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("no variable '" + name + "' in the template");
    }
    return value;
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /**
   * A parameter that the command cannot do without.
   *
   * @throws BadRequestException if it is missing
   */
  String needed(String name) {
    return parameter(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new BadRequestException("parameter '" + name + "' is missing"));
  }

  /** The client asked for something that makes no sense; the message says what. */
  static final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
      super(message);
    }
  }
}
