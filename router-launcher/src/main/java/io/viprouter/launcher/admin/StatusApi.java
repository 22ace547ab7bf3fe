package io.viprouter.launcher.admin;

import io.viprouter.launcher.admin.Endpoint.Access;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** {@code /api/v1} as far as it only reads. Thread-safe. */
final class StatusApi {

  private final Operations operations;
  private final Samples samples;
  private final InstantSource clock;
  private final StatusDocuments documents;

  StatusApi(Operations operations, Samples samples, InstantSource clock) {
    this.operations = operations;
    this.samples = samples;
    this.clock = clock;
    this.documents = new StatusDocuments(samples);
  }

  /**
   * {@code /api/v1/history}. Immutable.
   *
   * @param intervalMillis between two samples
   * @param samples the oldest first
   */
  record History(long intervalMillis, List<Samples.Sample> samples) {}

  List<Endpoint> endpoints() {
    Reply openApi = new Reply(200, Reply.JSON, Endpoints.resource("openapi.json"), Map.of());
    return List.of(
        new Endpoint(Access.READ, "/api/v1/status", request -> status()),
        new Endpoint(Access.READ, "/api/v1/history", this::history),
        new Endpoint(Access.OPEN, "/api/v1/openapi.json", request -> openApi));
  }

  private Reply status() {
    return Reply.json(200, documents.of(operations.snapshot(), clock.instant()));
  }

  private Reply history(Request request) {
    long after = request.parameter("after").map(StatusApi::number).orElse(0L);
    return Reply.json(200, new History(Samples.INTERVAL.toMillis(), samples.after(after)));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Request.BadRequestException("parameter 'after': '" + text + "' is no number");
    }
  }
}
