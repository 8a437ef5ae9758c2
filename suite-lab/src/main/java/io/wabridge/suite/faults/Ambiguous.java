package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Agents' messages that WhatsApp accepts without an answer, or with an error. No person may receive
 * a message twice, and the status webhook with the bridge's own id must resolve the outcome.
 */
final class Ambiguous {

  private static final double SHARE_RESOLVED = 0.99;

  private final FaultContext context;
  private final Consumer<String> say;

  Ambiguous(FaultContext context, Consumer<String> say) {
    this.context = context;
    this.say = say;
  }

  boolean run(int count) throws IOException, InterruptedException {
    context
        .phones()
        .patch("/sandbox/settings", Map.of("pairRate", false, "throughputPerSecond", 100_000));
    for (var desk : context.desks()) {
      desk.control().patch("/sandbox/settings", Map.of("ratePerMinute", 10_000_000));
    }
    var sender = new MessageSender(context.place(), context.world());
    for (var talk : context.world().talks()) {
      sender.sendFromPerson(talk);
      Thread.sleep(20);
    }
    var drain = new Drain(context, say);
    drain.await(120);
    var known =
        FaultCatalog.await(
            60,
            () -> {
              sender.readArrivals();
              return sender.known().size() == context.world().talks().size();
            });
    if (!known) {
      say.accept("only %d conversations have arrived at a desk".formatted(sender.known().size()));
      return false;
    }
    // the first fault whose share applies is used: a third of the messages each
    OutsideFaults.injectErrors(context.phones(), "messages", "500-after", 36_000, 1 / 3.0);
    OutsideFaults.injectErrors(context.phones(), "messages", "hang-after", 36_000, 1 / 2.0, 3000);
    OutsideFaults.injectErrors(context.phones(), "messages", "cut-after", 36_000, 1);
    var due = System.nanoTime();
    for (var i = 0; i < count; i++) {
      due += (long) (1e9 / context.options().rate());
      var wait = due - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
      }
      sender.sendFromAgent(sender.known().get(i % sender.known().size()), List.of());
    }
    drain.await(300 + count / 10);
    var happened = context.phones().get("/sandbox/faults/happened");
    say.accept("faults that WhatsApp simulated: " + happened);
    var ambiguous =
        happened.properties().stream()
            .filter(one -> one.getKey().startsWith("messages "))
            .mapToLong(one -> one.getValue().asLong())
            .sum();
    // the status webhook of a message with an unknown outcome may still arrive
    var operator = new Operator(context.place(), context.judge());
    FaultCatalog.await(
        60,
        () -> {
          operator.readParked();
          return operator.uncertain() == 0;
        });
    operator.readParked().forEach((what, n) -> say.accept("  parked: %s %d".formatted(what, n)));
    var uncertain = operator.uncertain();
    var verdict = context.judge().ask("verdict");
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
        && sender.failed() == 0
        && ambiguous >= count
        && resolved >= SHARE_RESOLVED;
  }
}
