package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The desks fail until the given number of messages is parked. After they recover, one call replays
 * all, each once and in the order of its conversation. A second call finds nothing.
 */
final class ParkAndReplay {

  private static final String STAGE = "genesys-api-service.genesys";

  private final FaultContext context;
  private final Consumer<String> say;
  private final Calls api;

  ParkAndReplay(FaultContext context, Consumer<String> say) {
    this.context = context;
    this.say = say;
    this.api =
        new Calls(context.place().gateway(), "Bearer " + context.place().get("BRIDGE_ADMIN_TOKEN"));
  }

  boolean run(int count) throws IOException, InterruptedException {
    for (var desk : context.desks()) {
      desk.control().patch("/sandbox/settings", Map.of("ratePerMinute", 10_000_000));
      OutsideFaults.injectErrors(desk.control(), "*", "500", 36_000, 0.5);
      OutsideFaults.injectErrors(desk.control(), "*", "503", 36_000, 1);
    }
    var sender = new MessageSender(context.place(), context.world());
    var talks = context.world().talks();
    var due = System.nanoTime();
    for (var i = 0; i < count; i++) {
      due += (long) (1e9 / context.options().rate());
      var wait = due - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
      }
      sender.sendFromPerson(talks.get(i % talks.size()));
    }
    var filter = Map.of("stage", STAGE);
    var all =
        FaultCatalog.await(
            300, () -> replay(Map.of("stage", STAGE, "dryRun", true), "matched") >= count);
    var parked = replay(Map.of("stage", STAGE, "dryRun", true), "matched");
    say.accept("%d sent, %d parked".formatted(sender.sent(), parked));
    var before = context.judge().ask("progress");
    for (var desk : context.desks()) {
      desk.control().delete("/sandbox/faults");
    }
    var replayed = replay(filter, "replayed");
    var drain = new Drain(context, say);
    drain.await(60 + count / 10);
    var verdict = context.judge().ask("verdict");
    var second = replay(filter, "replayed");
    Thread.sleep(10_000);
    var afterwards = context.judge().ask("verdict");
    new Promises(afterwards).broken().forEach(say);
    say.accept(
        "parked=%d replayed=%d accepted=%d arrived=%d (before the replay %d) missing=%d second_sends=%d desk_repeats=%d inversions=%d second_replay=%d arrived_twice_by_it=%d"
            .formatted(
                parked,
                replayed,
                afterwards.path("accepted").asLong(),
                afterwards.path("arrived").asLong(),
                before.path("arrived").asLong(),
                afterwards.path("missing").asLong(),
                afterwards.path("second_sends").asLong(),
                afterwards.path("desk_repeats").asLong(),
                afterwards.path("inversions").asLong(),
                second,
                repeats(afterwards) - repeats(verdict)));
    return all
        && sender.failed() == 0
        && before.path("arrived").asLong() == 0
        && replayed == count
        && afterwards.path("accepted").asLong() == count
        && afterwards.path("arrived").asLong() == count
        && repeats(afterwards) == 0
        && afterwards.path("inversions").asLong() == 0
        && second == 0;
  }

  private long replay(Map<String, ?> order, String figure)
      throws IOException, InterruptedException {
    return api.post("/api/v1/parked/replay", order).path(figure).asLong();
  }

  private static long repeats(JsonNode verdict) {
    return verdict.path("second_sends").asLong() + verdict.path("desk_repeats").asLong();
  }
}
