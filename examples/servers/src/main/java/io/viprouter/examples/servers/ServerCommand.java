package io.viprouter.examples.servers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The command line of one server. Stateless. */
final class ServerCommand {

  private ServerCommand() {}

  static List<String> of(
      DatabaseServerBuilder from, Installation installation, RunDirectory files, int port) {
    List<String> command = new ArrayList<>(from.commandPrefix);
    command.addAll(installation.commonOptions(files.data()));
    Collections.addAll(
        command,
        "--bind-address=" + from.bindAddress,
        "--port=" + port,
        "--socket=" + files.socket(),
        "--pid-file=" + files.pidFile(),
        "--server-id=" + from.serverId,
        "--report-host=" + from.name,
        "--report-port=" + port,
        "--read-only=" + (from.readOnly ? 1 : 0),
        "--performance-schema=" + (from.performanceSchema ? 1 : 0),
        "--max-connect-errors=" + from.maxConnectErrors);
    if (!from.nameResolving) {
      command.add("--skip-name-resolve");
    }
    addReplication(command, from.flavour);
    command.addAll(from.options);
    return command;
  }

  /** Every server is ready to be a primary or a replica. */
  private static void addReplication(List<String> command, Flavour flavour) {
    Collections.addAll(
        command,
        "--log-bin=binlog",
        "--relay-log=relay",
        "--binlog-format=ROW",
        "--log-slave-updates",
        "--sync-binlog=0",
        // A restarted server does not follow its old primary before somebody says so.
        "--skip-slave-start");
    switch (flavour) {
      case MARIADB_10_11, MARIADB_11_4 -> command.add("--gtid-strict-mode=1");
      case MYSQL_5_6, MYSQL_5_7 ->
          Collections.addAll(
              command,
              "--gtid-mode=ON",
              "--enforce-gtid-consistency=ON",
              "--master-info-repository=TABLE",
              "--relay-log-info-repository=TABLE",
              "--explicit-defaults-for-timestamp=1");
      case MYSQL_8_0 ->
          Collections.addAll(command, "--gtid-mode=ON", "--enforce-gtid-consistency=ON");
    }
  }
}
