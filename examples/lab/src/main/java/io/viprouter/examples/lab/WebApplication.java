package io.viprouter.examples.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A web application of the jump server's kind on its host: Django's admin, which keeps its sessions
 * in MySQL, behind the floating address. Confined to one thread.
 */
final class WebApplication implements AutoCloseable {

  /** Django comes as a Debian package, which only the system's own Python sees. */
  static final String PYTHON = "/usr/bin/python3";

  private static final int PORT = 8000;

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "DB_HOST",
          Scene.ADDRESS,
          "DB_PORT",
          Integer.toString(Scene.READ_WRITE),
          "DJANGO_SUPERUSER_PASSWORD",
          "admin",
          "PYTHONDONTWRITEBYTECODE",
          "1");

  private final Host host;
  private final LabProcess process;

  private WebApplication(Host host, LabProcess process) {
    this.host = host;
    this.process = process;
  }

  /** Makes its tables and its user, and starts it. */
  static WebApplication start(Scene scene) throws IOException {
    Path app;
    try (InputStream text =
        Objects.requireNonNull(WebApplication.class.getResourceAsStream("/webapp/app.py"))) {
      app = scene.file("app.py", new String(text.readAllBytes(), StandardCharsets.UTF_8));
    }
    once(scene.jump, app, "migrate", "--verbosity=0");
    once(
        scene.jump,
        app,
        "createsuperuser",
        "--noinput",
        "--username=admin",
        "--email=admin@example.com");
    LabProcess process =
        LabProcess.start(
            scene.jump,
            List.of(
                PYTHON,
                "-u",
                app.toString(),
                "runserver",
                "--noreload",
                "--insecure",
                "0.0.0.0:" + PORT),
            ENVIRONMENT);
    scene.lab().closing(process);
    process.await("Quit the server");
    return new WebApplication(scene.jump, process);
  }

  private static void once(Host host, Path app, String... arguments) {
    List<String> command = new ArrayList<>(List.of(PYTHON, app.toString()));
    command.addAll(List.of(arguments));
    LabProcess process = LabProcess.start(host, command, ENVIRONMENT);
    if (process.awaitEnd() != 0) {
      throw new NotTrueException(command + " failed:\n" + process.tail());
    }
  }

  /** Its address, for browsers. */
  String url(String path) {
    return "http://" + host.address() + ":" + PORT + path;
  }

  @Override
  public void close() {
    process.close();
  }
}
