package io.viprouter.launcher.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.viprouter.launcher.admin.Endpoint.Access;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** {@code /metrics}, in Prometheus's text format. Thread-safe. */
final class MetricsApi {

  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  MetricsApi(Operations operations) {
    JvmMetrics.builder().register(registry);
    registry.register(() -> Metrics.of(operations.snapshot()));
  }

  List<Endpoint> endpoints() {
    return List.of(new Endpoint(Access.READ, "/metrics", request -> scrape()));
  }

  private Reply scrape() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reply(200, writer.getContentType(), out.toString(UTF_8), Map.of());
  }
}
