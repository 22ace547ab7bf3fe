package io.viprouter.examples.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One real server process with its own data. To be started, signalled and stopped by one thread;
 * asked by any.
 *
 * <p>It knows the accounts {@code jumpserver/jumpserver} (everything in database {@code
 * jumpserver}), {@code repl/repl} and {@code admin/admin}. A server that is killed keeps its data
 * until {@link #close()}.
 */
public final class DatabaseServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** A MySQL primary with replicas takes about 12 s to stop in order. */
  private static final long STOP_LIMIT_SECONDS = 60;

  private final DatabaseServerBuilder settings;
  private final int port;
  private final Sql admin;
  private final RunDirectory files;
  private final Installation installation;
  private volatile @Nullable Process process;

  DatabaseServer(DatabaseServerBuilder settings) {
    this.settings = settings;
    try {
      installation = Installation.of(settings.flavour);
      files = RunDirectory.create();
    } catch (IOException e) {
      throw new ServerException(settings.name + " cannot be installed: " + e.getMessage(), e);
    }
    port = settings.port == 0 ? Ports.free(settings.bindAddress) : settings.port;
    admin = new Sql(settings.bindAddress, port);
  }

  /**
   * Begins a server.
   *
   * @param flavour which one
   * @return a builder
   */
  public static DatabaseServerBuilder builder(Flavour flavour) {
    return new DatabaseServerBuilder(flavour);
  }

  /**
   * Kills servers whose JVM was killed itself, and removes their files. The first server of a JVM
   * does it too.
   */
  public static void removeOrphans() {
    try {
      RunDirectory.sweep();
    } catch (IOException e) {
      throw new ServerException("orphans cannot be removed: " + e.getMessage(), e);
    }
  }

  /**
   * Starts it and waits until it answers.
   *
   * @return this
   * @throws ServerException if it does not; with the end of its log
   */
  public DatabaseServer start() {
    launch();
    return awaitReady();
  }

  /** Starts it without waiting, so that several can start side by side. */
  void launch() {
    if (isAlive()) {
      throw new IllegalStateException(this + " runs already");
    }
    try {
      if (!Files.exists(files.data())) {
        Template.copyTo(files.data(), installation);
      }
      files.removeStaleFiles();
      Process started =
          Programs.start(ServerCommand.of(settings, installation, files, port), files.log());
      files.owner(started);
      process = started;
    } catch (IOException e) {
      throw new ServerException(this + " cannot be started: " + e.getMessage(), e);
    }
  }

  DatabaseServer awaitReady() {
    boolean ready = Await.until(START_LIMIT, () -> !isAlive() || answers());
    if (!ready || !isAlive()) {
      throw new ServerException(
          "%s %s%n%s"
              .formatted(
                  this,
                  isAlive() ? "does not answer after " + START_LIMIT : "ended at its start",
                  Programs.tail(files.log())));
    }
    return this;
  }

  /** Whether it is this server that answers, not one somebody left on the same port. */
  private boolean answers() {
    try {
      return value("SELECT @@datadir").startsWith(files.data().toString());
    } catch (ServerException e) {
      return false;
    }
  }

  /**
   * Whether its process runs.
   *
   * @return false before the start and after the end; true while frozen
   */
  public boolean isAlive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  /** Ends it as a crash would (SIGKILL) and waits until it is gone. Nothing if it does not run. */
  public void kill() {
    Process current = process;
    if (current != null) {
      end(current.destroyForcibly());
    }
  }

  /** Ends it in order (SIGTERM); may take 12 s with replicas attached. */
  public void stop() {
    Process current = process;
    if (current != null) {
      current.destroy();
      end(current);
    }
  }

  /**
   * Kills it if it runs, and starts it again on the same port and data.
   *
   * @return this
   */
  public DatabaseServer restart() {
    kill();
    return start();
  }

  /** Kills it if it runs, and starts it with nothing but its accounts. */
  void startAfresh() {
    kill();
    Cache.delete(files.data());
    start();
  }

  /** Stops it in its tracks (SIGSTOP): the system still accepts its connections, nobody answers. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen one go on (SIGCONT). */
  public void thaw() {
    signal("CONT");
  }

  /** Kills it and removes its data. */
  @Override
  public void close() {
    kill();
    files.close();
  }

  private void end(Process ending) {
    try {
      if (!ending.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new ServerException(this + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while " + this + " ends", e);
    }
  }

  private void signal(String name) {
    // The shell's own command: the kill program is not everywhere.
    String command = "kill -" + name + " " + pid();
    try {
      Programs.run(List.of("sh", "-c", command), files.log());
    } catch (IOException e) {
      throw new ServerException(command + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs statements as admin, on one connection.
   *
   * @param sql one statement each
   */
  public void execute(String... sql) {
    admin.execute(List.of(sql));
  }

  /**
   * Asks as admin.
   *
   * @param sql one query
   * @return rows, each by column label; a null is the word NULL
   */
  public List<Map<String, String>> query(String sql) {
    return admin.query(sql);
  }

  /**
   * Asks for one value as admin.
   *
   * @param sql a query that gives at least one row
   * @return the first column of the first row
   */
  public String value(String sql) {
    List<Map<String, String>> rows = query(sql);
    if (rows.isEmpty()) {
      throw new ServerException(this + ": no row from " + sql);
    }
    return rows.get(0).values().iterator().next();
  }

  /**
   * Opens or closes it for writes of ordinary users, until its next start.
   *
   * @param yes whether to refuse them
   */
  public void readOnly(boolean yes) {
    execute("SET GLOBAL read_only=" + (yes ? 1 : 0));
  }

  /**
   * A URL for clients.
   *
   * @param connector the driver
   * @param database empty for none
   * @return the URL without user and password
   */
  public String jdbcUrl(Connector connector, String database) {
    return connector.url(settings.bindAddress, port, database);
  }

  /**
   * What it wrote since it was first started.
   *
   * @return the text
   */
  public String errorLog() {
    return Programs.read(files.log());
  }

  /**
   * Its flavour.
   *
   * @return the flavour
   */
  public Flavour flavour() {
    return settings.flavour;
  }

  /**
   * Its name.
   *
   * @return the name
   */
  public String name() {
    return settings.name;
  }

  /**
   * Where it listens.
   *
   * @return the address
   */
  public String host() {
    return settings.bindAddress;
  }

  /**
   * Its port; the same for all its life.
   *
   * @return 1 to 65535
   */
  public int port() {
    return port;
  }

  /**
   * What {@code @@server_id} answers.
   *
   * @return the id
   */
  public int serverId() {
    return settings.serverId;
  }

  /**
   * Its process.
   *
   * @return the id of the process started last
   */
  public long pid() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException(this + " was never started");
    }
    return current.pid();
  }

  /** The name and the address. */
  @Override
  public String toString() {
    return settings.name + " (" + settings.bindAddress + ":" + port + ")";
  }
}
