package io.viprouter.launcher.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records to JSON and JSON to trees. Stateless; the mapper is immutable and thread-safe. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  /** A document. An empty Optional becomes null, a time ISO 8601 in UTC. */
  static String text(Object document) {
    return MAPPER.writeValueAsString(document);
  }

  /** A document as a text of several lines. */
  static String pretty(JsonNode document) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  /**
   * Reads a document.
   *
   * @throws JacksonException if it is none
   */
  static JsonNode parse(String document) {
    return MAPPER.readTree(document);
  }
}
