package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Waits until everything has arrived, or nothing happens any more though the bridge holds nothing
 * for a later try.
 */
final class Drain {

  private final Scene scene;
  private final Consumer<String> say;
  private final Calls gateway;

  Drain(Scene scene, Consumer<String> say) {
    this.scene = scene;
    this.say = say;
    var place = scene.place();
    this.gateway = new Calls(place.gateway(), "Bearer " + place.get("BRIDGE_ADMIN_TOKEN"));
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
      } else if (System.nanoTime() - changed > scene.options().quiet() * 1_000_000_000L
          && held() == 0) {
        break;
      }
      last = now;
    }
    say.accept(
        "drained for %s: %s, %d in the queues, %d held"
            .formatted(Arsenal.since(from), last, scene.broker().waiting(), held()));
    return last;
  }

  /** What the bridge itself says it holds; one that does not answer holds who knows what. */
  private long held() throws InterruptedException {
    try {
      return gateway.get("/api/v1/held?limit=1").path("messages").asLong();
    } catch (IOException e) {
      return -1;
    }
  }

  private static boolean complete(JsonNode progress) {
    return progress.path("open").asLong() == 0
        && progress.path("accepted").asLong() == progress.path("arrived").asLong();
  }
}
