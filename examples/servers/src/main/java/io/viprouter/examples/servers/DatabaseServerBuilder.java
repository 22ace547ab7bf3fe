package io.viprouter.examples.servers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Builds a {@link DatabaseServer}. Not thread-safe. */
public final class DatabaseServerBuilder {

  final Flavour flavour;
  String name = "server";
  String bindAddress = "127.0.0.1";
  int port;
  int serverId = 1;
  boolean readOnly;
  boolean performanceSchema;
  boolean nameResolving;
  int maxConnectErrors = 100;
  final List<String> options = new ArrayList<>();
  final List<String> commandPrefix = new ArrayList<>();

  DatabaseServerBuilder(Flavour flavour) {
    this.flavour = flavour;
  }

  /**
   * Names it, for messages and as {@code @@report_host}.
   *
   * @param name {@code server} by default
   * @return this
   */
  public DatabaseServerBuilder name(String name) {
    this.name = name;
    return this;
  }

  /**
   * Sets where it listens.
   *
   * @param address {@code 127.0.0.1} by default
   * @return this
   */
  public DatabaseServerBuilder bindAddress(String address) {
    bindAddress = address;
    return this;
  }

  /**
   * Sets its port.
   *
   * @param port 0, the default: any free one
   * @return this
   */
  public DatabaseServerBuilder port(int port) {
    this.port = port;
    return this;
  }

  /**
   * Sets what {@code @@server_id} answers.
   *
   * @param id 1 by default; unique in a cluster
   * @return this
   */
  public DatabaseServerBuilder serverId(int id) {
    serverId = id;
    return this;
  }

  /**
   * Makes it refuse writes of ordinary users, also after each restart.
   *
   * @param yes false by default
   * @return this
   */
  public DatabaseServerBuilder readOnly(boolean yes) {
    readOnly = yes;
    return this;
  }

  /**
   * Turns the performance schema on, which holds among others the host cache; costs 100 MB or more.
   *
   * @param yes false by default
   * @return this
   */
  public DatabaseServerBuilder performanceSchema(boolean yes) {
    performanceSchema = yes;
    return this;
  }

  /**
   * Makes it resolve the names of its clients. Only then it counts broken handshakes and blocks
   * hosts, and never 127.0.0.1: a client for that has to come from 127.0.0.2.
   *
   * @param yes false by default
   * @return this
   */
  public DatabaseServerBuilder nameResolving(boolean yes) {
    nameResolving = yes;
    return this;
  }

  /**
   * Sets after how many broken handshakes a host is blocked.
   *
   * @param most 100 by default
   * @return this
   */
  public DatabaseServerBuilder maxConnectErrors(int most) {
    maxConnectErrors = most;
    return this;
  }

  /**
   * Adds options of the server's command line; a later one wins over an earlier.
   *
   * @param more for example {@code --max-connections=2000}
   * @return this
   */
  public DatabaseServerBuilder options(String... more) {
    Collections.addAll(options, more);
    return this;
  }

  /**
   * Puts a command before the server's, for example one that enters a network namespace. It must
   * become the server by {@code exec}, so that the process id stays.
   *
   * @param prefix program and arguments
   * @return this
   */
  public DatabaseServerBuilder commandPrefix(String... prefix) {
    Collections.addAll(commandPrefix, prefix);
    return this;
  }

  /**
   * Makes the server; nothing runs yet.
   *
   * @return a server to be started
   */
  public DatabaseServer build() {
    return new DatabaseServer(this);
  }

  /**
   * Makes the server and starts it.
   *
   * @return a server that answers
   */
  public DatabaseServer start() {
    DatabaseServer server = build();
    try {
      return server.start();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }
}
