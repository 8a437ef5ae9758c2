package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Waits until everything has arrived, or nothing happens any more. */
final class Drain {

  private final Scene scene;
  private final Consumer<String> say;

  Drain(Scene scene, Consumer<String> say) {
    this.scene = scene;
    this.say = say;
  }

  JsonNode await(int limitSeconds) throws IOException, InterruptedException {
    var from = System.nanoTime();
    var last = scene.judge().ask("look");
    var changed = System.nanoTime();
    while (System.nanoTime() - from < limitSeconds * 1_000_000_000L && !complete(last)) {
      Thread.sleep(1000);
      var now = scene.judge().ask("look");
      if (!now.equals(last)) {
        changed = System.nanoTime();
      } else if (System.nanoTime() - changed > scene.options().quiet() * 1_000_000_000L) {
        break;
      }
      last = now;
    }
    say.accept(
        "drained for %s: %s, %d in the queues"
            .formatted(Arsenal.since(from), last, scene.broker().waiting()));
    return last;
  }

  private static boolean complete(JsonNode progress) {
    return progress.path("open").asLong() == 0
        && progress.path("accepted").asLong() == progress.path("arrived").asLong();
  }
}
