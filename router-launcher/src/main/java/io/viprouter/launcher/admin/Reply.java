package io.viprouter.launcher.admin;

import java.util.Map;
import java.util.TreeMap;

/**
 * An answer over HTTP. Immutable.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body the content; goes out in UTF-8
 * @param headers further headers
 */
record Reply(int status, String contentType, String body, Map<String, String> headers) {

  static final String JSON = "application/json";

  Reply {
    headers = Map.copyOf(headers);
  }

  /** A document. */
  static Reply json(int status, Object document) {
    return new Reply(status, JSON, Json.text(document), Map.of());
  }

  /** The form of all errors. */
  static Reply error(int status, String text) {
    return json(status, new Failure(status, text));
  }

  /** The same with one more header. */
  Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, body, more);
  }

  /**
   * An error. Immutable.
   *
   * @param status HTTP status
   * @param error what is wrong, one sentence
   */
  record Failure(int status, String error) {}
}
