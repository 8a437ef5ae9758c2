package io.wabridge.suite.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Measures the effect on other tenants when one tenant's desk answers each call after half a minute
 * and another tenant's persons write many times its quota, compared with normal load.
 */
final class Fairness {

  private static final String HANGING = "T00";
  private static final String OVERLOADED = "T01";

  /** Events per second of a tenant under this load: its messages and their statuses. */
  private static final int QUOTA = 2;

  private static final int TIMES = 20;
  private static final double MAX_RATIO = 1.5;
  private static final int WARM_UP = 90;

  private final FaultContext context;
  private final Consumer<String> say;

  Fairness(FaultContext context, Consumer<String> say) {
    this.context = context;
    this.say = say;
  }

  boolean run() throws IOException, InterruptedException {
    var load = context.load();
    limit(QUOTA);
    // the overload does not wait for webhooks that were refused before
    context
        .phones()
        .patch(
            "/sandbox/settings",
            Map.of("ordered", false, "retryFirstMs", 20_000, "retryMaxMs", 60_000));
    var loading = load.start();
    Thread.sleep(WARM_UP * 1000L);
    var quietFrom = System.currentTimeMillis();
    Thread.sleep(context.options().seconds() * 1000L);
    say.accept("machine load at the end of the normal load: " + machine());
    say.accept("webhooks of WhatsApp: " + webhooks());
    context.wiring().deskOfTenant(HANGING).delay(30_000);
    load.overload(OVERLOADED, TIMES * QUOTA);
    var loudFrom = System.currentTimeMillis();
    Thread.sleep(context.options().seconds() * 1000L);
    say.accept("machine load at the end of the overload: " + machine());
    say.accept("webhooks of WhatsApp: " + webhooks());
    load.stop();
    loading.join();
    var until = System.currentTimeMillis();
    say.accept(
        "%d sent, %d could not be sent, at most %d ms behind the fixed rate"
            .formatted(load.sent(), load.failed(), load.behindMs()));
    context.wiring().restore();
    new Drain(context, say).await(300);
    var quiet = context.judge().ask("latency %d %d".formatted(quietFrom, loudFrom));
    var loud = context.judge().ask("latency %d %d".formatted(loudFrom, until));
    return compared(quiet, loud);
  }

  private JsonNode webhooks() throws IOException, InterruptedException {
    return context.phones().get("/sandbox/webhooks").path("counters");
  }

  private void limit(int quota) throws IOException, InterruptedException {
    var overloaded =
        context.world().tenants().stream()
            .filter(tenant -> tenant.name().equals(OVERLOADED))
            .findFirst()
            .orElseThrow();
    new Calls(context.place().gateway(), "Bearer " + context.place().get("BRIDGE_ADMIN_TOKEN"))
        .patch("/api/v1/tenants/" + overloaded.id(), Map.of("quotaPerSecond", quota));
  }

  private boolean compared(JsonNode quiet, JsonNode loud) {
    say.accept("");
    say.accept("tenant p95 normal   p95 over    ratio  arrived of sent");
    var before = new ArrayList<Long>();
    var during = new ArrayList<Long>();
    var open = 0L;
    for (var tenant : context.world().tenants()) {
      var was = quiet.path(tenant.name());
      var is = loud.path(tenant.name());
      var note =
          switch (tenant.name()) {
            case HANGING -> "  its desk hangs 30 s per call";
            case OVERLOADED ->
                "  its persons write %d times its quota of %d/s".formatted(TIMES, QUOTA);
            default -> "";
          };
      var ratio = is.path("p95").asDouble() / was.path("p95").asDouble(1);
      say.accept(
          "%-6s %7d ms %7d ms  %6.2f  %d/%d%s"
              .formatted(
                  tenant.name(),
                  was.path("p95").asLong(),
                  is.path("p95").asLong(),
                  ratio,
                  is.path("messages").asLong(),
                  is.path("said").asLong(),
                  note));
      if (note.isEmpty()) {
        was.path("times").forEach(time -> before.add(time.asLong()));
        is.path("times").forEach(time -> during.add(time.asLong()));
        open += is.path("said").asLong() - is.path("messages").asLong();
      }
    }
    var ratio = (double) p95(during) / Math.max(1, p95(before));
    say.accept(
        "others_p95_quiet=%d others_p95_loud=%d ratio=%.2f others_not_arrived=%d machine_load=%s"
            .formatted(p95(before), p95(during), ratio, open, machine()));
    return ratio <= MAX_RATIO && open == 0 && !before.isEmpty();
  }

  private static long p95(List<Long> times) {
    var sorted = times.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100));
  }

  private static String machine() {
    var cores = Runtime.getRuntime().availableProcessors();
    try {
      var load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
      return "%s on %d cores".formatted(load, cores);
    } catch (IOException e) {
      return "unknown on %d cores".formatted(cores);
    }
  }
}
