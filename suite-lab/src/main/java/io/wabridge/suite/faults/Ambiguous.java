package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Agents' messages which WhatsApp takes and of which it says nothing, or that it failed. Nobody may
 * be told twice, and the status webhook that bears our own id has to tell what became of them.
 */
final class Ambiguous {

  private static final double SHARE_RESOLVED = 0.99;

  private final Scene scene;
  private final Consumer<String> say;

  Ambiguous(Scene scene, Consumer<String> say) {
    this.scene = scene;
    this.say = say;
  }

  boolean play(int count) throws IOException, InterruptedException {
    scene
        .phones()
        .patch("/sandbox/settings", Map.of("pairRate", false, "throughputPerSecond", 100_000));
    scene.desks().patch("/sandbox/settings", Map.of("ratePerMinute", 10_000_000));
    var voices = new Voices(scene.place(), scene.world());
    for (var talk : scene.world().talks()) {
      voices.person(talk);
      Thread.sleep(20);
    }
    var drain = new Drain(scene, say);
    drain.await(120);
    var known =
        Arsenal.await(
            60,
            () -> {
              voices.learn();
              return voices.known().size() == scene.world().talks().size();
            });
    if (!known) {
      say.accept("only %d conversations have reached a desk".formatted(voices.known().size()));
      return false;
    }
    // the first whose dice fall right happens: a third each
    OutsideFaults.spell(scene.phones(), "messages", "500-after", 36_000, 1 / 3.0);
    OutsideFaults.spell(scene.phones(), "messages", "hang-after", 36_000, 1 / 2.0, 3000);
    OutsideFaults.spell(scene.phones(), "messages", "cut-after", 36_000, 1);
    var due = System.nanoTime();
    for (var i = 0; i < count; i++) {
      due += (long) (1e9 / scene.options().rate());
      var wait = due - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
      }
      voices.agent(voices.known().get(i % voices.known().size()), List.of());
    }
    drain.await(300 + count / 10);
    var happened = scene.phones().get("/sandbox/faults/happened");
    say.accept("what WhatsApp did: " + happened);
    var ambiguous =
        happened.properties().stream()
            .filter(one -> one.getKey().startsWith("messages "))
            .mapToLong(one -> one.getValue().asLong())
            .sum();
    // what is unknown at the moment may have its webhook on the way
    var human = new Human(scene.place(), scene.judge());
    Arsenal.await(
        60,
        () -> {
          human.look();
          return human.uncertain() == 0;
        });
    human.look().forEach((what, n) -> say.accept("  parked: %s %d".formatted(what, n)));
    var uncertain = human.uncertain();
    var verdict = scene.judge().ask("verdict");
    new Promises(verdict).broken().forEach(say);
    var missing = verdict.path("missing").asLong();
    var again = verdict.path("second_sends").asLong();
    var resolved = count == 0 ? 0 : 1 - (double) uncertain / count;
    say.accept(
        "ambiguous=%d messages=%d second_sends=%d missing=%d inversions=%d uncertain=%d resolved_by_echo=%.2f%%"
            .formatted(
                ambiguous,
                count,
                again,
                missing,
                verdict.path("inversions").asLong(),
                uncertain,
                100 * resolved));
    return again == 0
        && missing == 0
        && voices.failed() == 0
        && ambiguous >= count
        && resolved >= SHARE_RESOLVED;
  }
}
