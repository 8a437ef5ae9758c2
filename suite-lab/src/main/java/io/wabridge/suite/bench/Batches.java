package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Webhooks of a thousand messages each, as Meta may send them after an outage. */
final class Batches {

  private static final int MESSAGES = 1000;
  private final Ends ends;
  private final World world;

  Batches(Ends ends, World world) {
    this.ends = ends;
    this.world = world;
  }

  /** Time until the webhook is answered, and until its last message has arrived. */
  record Times(Percentiles acknowledged, Percentiles arrived) {}

  Times run(int times, Consumer<String> say) throws InterruptedException {
    var acknowledged = new long[times];
    var arrived = new long[times];
    for (var i = 0; i < times; i++) {
      var tenant = world.talks().get(i).tenant;
      var from = System.nanoTime();
      var messages = new ArrayList<Message>();
      var talks = world.talks().stream().filter(talk -> talk.tenant == tenant).toList();
      for (var n = 0; n < MESSAGES; n++) {
        messages.add(ends.judge().sent(talks.get(n % talks.size()), true, from, () -> {}));
      }
      var elements =
          messages.stream()
              .map(one -> ends.phones.one(one, false))
              .collect(Collectors.joining(","));
      var body = WhatsAppSide.body(tenant, talks.getFirst(), "messages", elements);
      from = System.nanoTime();
      var status = answer(tenant, body);
      acknowledged[i] = System.nanoTime() - from;
      if (!status.equals("HTTP 200")) {
        messages.forEach(one -> ends.judge().refused(one, status));
      }
      ends.judge().drained(30);
      arrived[i] = messages.stream().mapToLong(one -> one.arrived).max().orElse(from) - from;
    }
    var found = new Times(Percentiles.of(acknowledged), Percentiles.of(arrived));
    say.accept(
        "  webhook of %d messages: acknowledged after %.0f ms (median of %d; at most %.0f), all arrived after %.0f ms"
            .formatted(
                MESSAGES,
                found.acknowledged().p50(),
                times,
                found.acknowledged().most(),
                found.arrived().p50()));
    return found;
  }

  private String answer(Tenant tenant, byte[] body) {
    try {
      return "HTTP " + ends.phones.webhook(tenant, body).status();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
