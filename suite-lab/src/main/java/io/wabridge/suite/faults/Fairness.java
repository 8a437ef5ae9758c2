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
 * One tenant's desk answers nothing for half a minute per call and another tenant's persons write
 * many times its quota; whether the others notice, against how it was before.
 */
final class Fairness {

  private static final String HANGING = "T00";
  private static final String FLOODED = "T01";

  /** Events per second: what a tenant of this load brings, its messages and its statuses. */
  private static final int QUOTA = 2;

  private static final int TIMES = 20;
  private static final double BEARABLE = 1.5;
  private static final int WARM_UP = 90;

  private final Scene scene;
  private final Consumer<String> say;

  Fairness(Scene scene, Consumer<String> say) {
    this.scene = scene;
    this.say = say;
  }

  boolean play() throws IOException, InterruptedException {
    var load = scene.load();
    limit(QUOTA);
    // a flood does not wait for what was refused before
    scene
        .phones()
        .patch(
            "/sandbox/settings",
            Map.of("ordered", false, "retryFirstMs", 20_000, "retryMaxMs", 60_000));
    var loading = load.start();
    Thread.sleep(WARM_UP * 1000L);
    var quietFrom = System.currentTimeMillis();
    Thread.sleep(scene.options().seconds() * 1000L);
    say.accept("machine load at the end of the quiet time: " + machine());
    say.accept("webhooks of WhatsApp: " + webhooks());
    scene.wiring().deskOfTenant(HANGING).delay(30_000);
    load.flood(FLOODED, TIMES * QUOTA);
    var loudFrom = System.currentTimeMillis();
    Thread.sleep(scene.options().seconds() * 1000L);
    say.accept("machine load at the end of the loud time: " + machine());
    say.accept("webhooks of WhatsApp: " + webhooks());
    load.stop();
    loading.join();
    var until = System.currentTimeMillis();
    say.accept(
        "%d said, %d could not be said, at most %d ms behind the clock"
            .formatted(load.said(), load.failed(), load.behindMs()));
    scene.wiring().mend();
    new Drain(scene, say).await(300);
    var quiet = scene.judge().ask("latency %d %d".formatted(quietFrom, loudFrom));
    var loud = scene.judge().ask("latency %d %d".formatted(loudFrom, until));
    return compared(quiet, loud);
  }

  private JsonNode webhooks() throws IOException, InterruptedException {
    return scene.phones().get("/sandbox/webhooks").path("counters");
  }

  private void limit(int quota) throws IOException, InterruptedException {
    var flooded =
        scene.world().tenants().stream()
            .filter(tenant -> tenant.name().equals(FLOODED))
            .findFirst()
            .orElseThrow();
    new Calls(scene.place().gateway(), "Bearer " + scene.place().get("BRIDGE_ADMIN_TOKEN"))
        .patch("/api/v1/tenants/" + flooded.id(), Map.of("quotaPerSecond", quota));
  }

  private boolean compared(JsonNode quiet, JsonNode loud) {
    say.accept("");
    say.accept("tenant  p95 quiet   p95 loud    ratio  arrived of said");
    var before = new ArrayList<Long>();
    var during = new ArrayList<Long>();
    var open = 0L;
    for (var tenant : scene.world().tenants()) {
      var was = quiet.path(tenant.name());
      var is = loud.path(tenant.name());
      var note =
          switch (tenant.name()) {
            case HANGING -> "  its desk hangs 30 s per call";
            case FLOODED ->
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
    return ratio <= BEARABLE && open == 0 && !before.isEmpty();
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
