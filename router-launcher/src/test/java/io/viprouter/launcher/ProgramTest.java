package io.viprouter.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viprouter.core.RouteStatus;
import io.viprouter.launcher.admin.Answer;
import io.viprouter.launcher.admin.RefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole program without virtual routers, and how it changes when its file does. */
final class ProgramTest {

  @TempDir Path directory = Path.of(".");
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private Path file = Path.of(".");
  private FakeServer server = new FakeServer();

  ProgramTest() throws IOException {}

  @BeforeEach
  void file() {
    file = directory.resolve("router.conf");
    toClose.add(server);
  }

  @AfterEach
  void closeAll() throws Exception {
    Collections.reverse(toClose);
    for (AutoCloseable closeable : toClose) {
      closeable.close();
    }
  }

  private void write(String text) throws IOException {
    write(text, "router.admin.bind = \"\"");
  }

  private void write(String text, String admin) throws IOException {
    Files.writeString(
        file, text.replace("SERVER", "\"127.0.0.1:" + server.port() + "\"") + "\n" + admin);
  }

  private Program start(String text) throws IOException {
    return start(text, "router.admin.bind = \"\"");
  }

  private Program start(String text, String admin) throws IOException {
    write(text, admin);
    HoconSource source = new HoconSource(file, List.of());
    Program program =
        new Program(
            source,
            source.read().settings().orElseThrow(() -> new AssertionError("a faulty file")));
    List<Part> parts = new ArrayList<>(program.parts());
    parts.forEach(Part::start);
    Collections.reverse(parts);
    toClose.add(() -> parts.forEach(Part::close));
    return program;
  }

  private static RouteStatus status(Program program, String section) {
    return program.operations().snapshot().routing().routes().stream()
        .filter(route -> route.name().equals(section))
        .findFirst()
        .orElseThrow();
  }

  private static int port(Program program, String section) {
    return ((InetSocketAddress) status(program, section).localAddresses().get(0)).getPort();
  }

  private static List<String> sections(Program program) {
    return program.operations().snapshot().routing().routes().stream()
        .map(RouteStatus::name)
        .toList();
  }

  private static final String RW =
      "router.sections.rw { bind = \"127.0.0.1:0\", destinations = [SERVER] }\n";
  private static final String RO =
      "router.sections.ro { bind = \"127.0.0.1:0\", mode = read-only, destinations = [SERVER] }\n";

  @Test
  void sectionsComeAndGoWithoutDisturbingTheOthers() throws Exception {
    Program program = start(RW);
    int port = port(program, "rw");
    try (Socket client = FakeServer.logIn(port)) {
      write(RW + RO);
      assertThat(program.operations().reload("test"))
          .isEqualTo(new Answer(true, "sections added: ro"));
      assertThat(sections(program)).containsExactly("rw", "ro");
      try (Socket reader = FakeServer.logIn(port(program, "ro"))) {
        FakeServer.echo(reader);
        write(RW);
        assertThat(program.operations().reload("test").text()).isEqualTo("sections removed: ro");
        assertThat(sections(program)).containsExactly("rw");
        FakeServer.echo(reader);
      }
      assertThat(port(program, "rw")).isEqualTo(port);
      FakeServer.echo(client);
    }
    assertThat(program.operations().reload("test"))
        .isEqualTo(new Answer(false, "nothing has changed"));
  }

  @Test
  void aChangedDestinationIsForNewClients() throws Exception {
    Program program = start(RW);
    try (FakeServer other = new FakeServer();
        Socket client = FakeServer.logIn(port(program, "rw"))) {
      write(RW.replace("SERVER", "\"127.0.0.1:" + other.port() + "\""));
      assertThat(program.operations().reload("test").text()).isEqualTo("sections changed: rw");
      FakeServer.echo(client);
      try (Socket second = FakeServer.logIn(port(program, "rw"))) {
        FakeServer.echo(second);
        assertThat(status(program, "rw").destinations())
            .singleElement()
            .satisfies(to -> assertThat(to.destination().port()).isEqualTo(other.port()))
            .satisfies(to -> assertThat(to.activeConnections()).isEqualTo(1));
      }
    }
  }

  @Test
  void aFaultyFileChangesNothing() throws Exception {
    Program program = start(RW);
    write(RW + "router.sections.ro { bind = nowhere }");
    assertThatThrownBy(() -> program.operations().reload("test"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("nothing is changed")
        .hasMessageContaining("router.conf:2")
        .hasMessageContaining("'destinations' is missing")
        .hasMessageEndingWith("errors; not reloaded");
    Files.delete(file);
    assertThatThrownBy(() -> program.operations().reload("test"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cannot be read");
    assertThat(sections(program)).containsExactly("rw");
    FakeServer.logIn(port(program, "rw")).close();
  }

  @Test
  void anAddressThatIsTakenChangesNothing() throws Exception {
    Program program = start(RW);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      write(RW.replace("SERVER", "\"127.0.0.1:1\"") + RO.replace(":0", ":" + taken.getLocalPort()));
      assertThatThrownBy(() -> program.operations().reload("test"))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("section 'ro': cannot listen on 127.0.0.1:");
    }
    assertThat(sections(program)).containsExactly("rw");
    FakeServer.logIn(port(program, "rw")).close();
  }

  @Test
  void whatCannotChangeWaitsForTheNextStart() throws Exception {
    Program program = start(RW);
    write(RW + "router.io-threads = 3");
    assertThat(program.operations().reload("test"))
        .isEqualTo(new Answer(true, "at the next start only: router.io-threads"));
    assertThat(program.operations().reload("test"))
        .as("it still waits")
        .isEqualTo(new Answer(false, "at the next start only: router.io-threads"));
    write(RW);
    assertThat(program.operations().reload("test"))
        .as("as it runs")
        .isEqualTo(new Answer(false, "nothing has changed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"another port", "another token"})
  void whoAsksForANewAdminInterfaceIsAnsweredByTheOldOne(String what) throws Exception {
    int first = freePort();
    int second = what.equals("another port") ? freePort() : first;
    String admin = "router.admin { bind = \"127.0.0.1:%d\", token = %s }\n";
    Program program = start(RW, admin.formatted(first, "one"));
    write(RW, admin.formatted(second, "two"));
    HttpResponse<String> answer = post(first, "one", "reload");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("mail, notify or admin changed");
    assertThat(post(second, "two", "reload").body()).contains("nothing has changed");
    assertThat(post(second, "one", "reload").statusCode()).isEqualTo(401);
    if (first != second) {
      assertThatThrownBy(() -> post(first, "one", "reload")).isInstanceOf(ConnectException.class);
    }
    assertThat(sections(program)).containsExactly("rw");
  }

  @Test
  void anAdminAddressThatIsTakenLeavesTheOldInterface() throws Exception {
    int port = freePort();
    String admin = "router.admin.bind = \"127.0.0.1:%d\"\n";
    start(RW, admin.formatted(port));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      write(RW, admin.formatted(taken.getLocalPort()));
      HttpResponse<String> answer = post(port, "", "reload");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("router.admin.bind: cannot listen on");
    }
    assertThat(post(port, "", "reload").statusCode()).isEqualTo(200);
  }

  @Test
  void theWayBackOpensTheAdminInterfaceAgain() throws Exception {
    int port = freePort();
    String admin = "router.admin { bind = \"%s:%d\", token = one }\n";
    Program program = start(RW, admin.formatted("127.0.0.1", port));
    write(RW, admin.formatted("203.0.113.77", port));
    assertThatThrownBy(() -> program.operations().reload("test"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("router.admin.bind: cannot listen on 203.0.113.77");
    write(RW, admin.formatted("127.0.0.1", port));
    program.operations().reload("test");
    assertThat(post(port, "one", "reload").statusCode()).isEqualTo(200);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static HttpResponse<String> post(int port, String token, String what)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + what))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theCurrentDestinationOutlivesARestart() throws Exception {
    Path state = directory.resolve("state");
    String two =
        "router.sections.rw { bind = \"127.0.0.1:0\", destinations = [\"127.0.0.1:1\", SERVER] }\n"
            + "router.state-file = \""
            + state
            + "\"\n";
    Program first = start(two);
    FakeServer.logIn(port(first, "rw")).close();
    toClose.remove(toClose.size() - 1).close();
    assertThat(state).content().contains("127.0.0.1:" + server.port());

    Program second = start(two);
    assertThat(status(second, "rw").destinations().get(1).current()).isTrue();
  }
}
