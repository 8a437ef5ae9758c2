package io.wabridge.suite;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replays the archived webhooks of a period in both directions, in slices of some minutes. */
final class ReplayArchive {

  private static final Duration SLICE = Duration.ofMinutes(10);

  private ReplayArchive() {}

  public static void main(String... args) {
    var options = options(args);
    var since = instant(options.get("--since"));
    var until = options.containsKey("--until") ? instant(options.get("--until")) : Instant.now();
    if (!since.isBefore(until)) {
      throw fail("--since has to be before --until.");
    }
    var addresses = Addresses.of(System.getenv());
    var api = new Http(addresses.gateway(), addresses.adminToken());
    var dry = options.containsKey("--dry-run");
    for (var direction : List.of("inbound", "outbound")) {
      var found = 0L;
      var taken = 0L;
      var skipped = 0L;
      var unreadable = 0L;
      for (var from = since; from.isBefore(until); from = from.plus(SLICE)) {
        var to = from.plus(SLICE).isBefore(until) ? from.plus(SLICE) : until;
        var order = new HashMap<String, Object>();
        order.put("since", from.toString());
        order.put("until", to.toString());
        order.put("dryRun", dry);
        if (options.containsKey("--tenant")) {
          order.put("tenantId", options.get("--tenant"));
        }
        var report = api.post("/api/v1/archive/" + direction + "/replay", order);
        found += report.path("found").asLong();
        taken += report.path("taken").asLong();
        skipped += report.path("skipped").asLong();
        unreadable += report.path("unreadable").asLong();
      }
      System.out.printf(
          "%s: %d webhooks found, %d replayed, %d skipped; %d objects unreadable%n",
          direction, found, taken, skipped, unreadable);
    }
  }

  private static Map<String, String> options(String... args) {
    var options = new HashMap<String, String>();
    for (var i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--dry-run" -> options.put(args[i], "");
        case "--since", "--until", "--tenant" -> {
          if (i + 1 == args.length) {
            throw fail(args[i] + " needs a value.");
          }
          options.put(args[i], args[++i]);
        }
        default -> throw fail("There is no option " + args[i] + ".");
      }
    }
    return options;
  }

  /** Parses a time, or a duration before now: 2026-11-21T08:00:00Z, 30m, 2h. */
  private static Instant instant(@Nullable String value) {
    if (value == null) {
      throw fail(
          "--since is required: a time (2026-11-21T08:00:00Z) or a duration before now (30m, 2h).");
    }
    try {
      return value.matches("\\d+[smh]")
          ? Instant.now().minus(Duration.parse("PT" + value.toUpperCase(java.util.Locale.ROOT)))
          : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw fail(
          "\"" + value + "\" is neither a time (2026-11-21T08:00:00Z) nor a duration (30m).");
    }
  }

  /** Exits the process; the return type lets callers write {@code throw fail(...)}. */
  private static IllegalArgumentException fail(String why) {
    System.err.println(why);
    System.exit(2);
    return new IllegalArgumentException(why);
  }
}
