package io.viprouter.launcher.admin;

import com.google.common.net.InetAddresses;
import io.viprouter.core.Destination;
import io.viprouter.launcher.admin.Endpoint.Access;
import io.viprouter.launcher.admin.Request.BadRequestException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands, by POST. Parameters are in the query; no body is needed. Thread-safe. */
final class CommandApi {

  /** How long a drain lets sessions go on when nothing is said. */
  static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

  private static final Duration MAX_DEADLINE = Duration.ofDays(365);
  private static final String SECTION = "/api/v1/sections/{section}/";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,10}) ?(ms|s|m|h|d)");

  private final Operations operations;

  CommandApi(Operations operations) {
    this.operations = operations;
  }

  List<Endpoint> endpoints() {
    return List.of(
        command(
            SECTION + "failback",
            request -> operations.failback(section(request), force(request), request.peer())),
        command(
            SECTION + "drain",
            request ->
                operations.drain(
                    section(request), destination(request), deadline(request), request.peer())),
        command(
            SECTION + "undrain",
            request -> operations.undrain(section(request), destination(request), request.peer())),
        command(
            SECTION + "kill",
            request -> operations.kill(section(request), destination(request), request.peer())),
        command(
            SECTION + "unblock",
            request -> operations.unblock(section(request), client(request), request.peer())),
        command(
            "/api/v1/virtual-routers/{name}/release",
            request -> operations.release(request.variable("name"), request.peer())),
        command("/api/v1/reload", request -> operations.reload(request.peer())));
  }

  private static Endpoint command(String template, Function<Request, Answer> command) {
    return new Endpoint(
        Access.CHANGE, template, request -> Reply.json(200, command.apply(request)));
  }

  private static String section(Request request) {
    return request.variable("section");
  }

  private static Destination destination(Request request) {
    try {
      return Destination.parse(request.needed("destination"));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("parameter '" + e.getMessage() + "'");
    }
  }

  private static InetAddress client(Request request) {
    String text = request.needed("client");
    try {
      return InetAddresses.forString(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("parameter 'client': '" + text + "' is no address");
    }
  }

  private static boolean force(Request request) {
    return switch (request.parameter("force").orElse("false")) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw new BadRequestException("parameter 'force': true or false");
    };
  }

  private static Duration deadline(Request request) {
    return request.parameter("deadline").map(CommandApi::duration).orElse(DEFAULT_DEADLINE);
  }

  /** {@code 500ms}, {@code 30s}, {@code 5m}; without a unit only zero. */
  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.trim());
    if (text.trim().equals("0")) {
      return Duration.ZERO;
    }
    if (!matcher.matches()) {
      throw new BadRequestException(
          "parameter 'deadline': '" + text + "' is no duration such as 30s or 5m");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    if (duration.compareTo(MAX_DEADLINE) > 0) {
      throw new BadRequestException("parameter 'deadline': '" + text + "' is above 365d");
    }
    return duration;
  }
}
