package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Waits until all messages have arrived, or nothing has changed for some time and the bridge holds
 * no messages for a retry.
 */
final class Drain {

  private final FaultContext context;
  private final Consumer<String> say;
  private final Calls gateway;

  Drain(FaultContext context, Consumer<String> say) {
    this.context = context;
    this.say = say;
    var place = context.place();
    this.gateway = new Calls(place.gateway(), "Bearer " + place.get("BRIDGE_ADMIN_TOKEN"));
  }

  JsonNode await(int limitSeconds) throws IOException, InterruptedException {
    var from = System.nanoTime();
    var last = context.judge().ask("progress");
    var changed = System.nanoTime();
    while (System.nanoTime() - from < limitSeconds * 1_000_000_000L && !complete(last)) {
      Thread.sleep(1000);
      var now = context.judge().ask("progress");
      if (!now.equals(last)) {
        changed = System.nanoTime();
      } else if (System.nanoTime() - changed > context.options().quiet() * 1_000_000_000L
          && held() == 0) {
        break;
      }
      last = now;
    }
    say.accept(
        "drained for %s: %s, %d in the queues, %d held"
            .formatted(FaultCatalog.elapsed(from), last, context.broker().waiting(), held()));
    return last;
  }

  /**
   * The number of held messages that the bridge reports; if it does not answer, assume that there
   * are some.
   */
  private long held() throws InterruptedException {
    try {
      return gateway.get("/api/v1/held?limit=1").path("messages").asLong();
    } catch (IOException e) {
      return -1;
    }
  }

  /** The receipts for agents' messages may take longer than the messages. */
  private boolean complete(JsonNode progress) {
    var answered =
        context.options().mode() != Options.Mode.FAULTS
            || progress.path("unanswered").asLong() == 0;
    return answered
        && progress.path("open").asLong() == 0
        && progress.path("accepted").asLong() == progress.path("arrived").asLong();
  }
}
