package io.wabridge.kit.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one desk: whether it answers, and how often it may still be called as whom. */
final class DeskGate {

  /** What a gate says. */
  sealed interface Answer {
    record Go(DeskClient client) implements Answer {}

    record Wait(Block.Wait until) implements Answer {}

    record Refused(Delivery.Refused refusal) implements Answer {}

    record Drop() implements Answer {}
  }

  private static final Duration SOON = Duration.ofMillis(250);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration NOT_FOR_EVER = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  private final Breaker breaker;
  private final InFlight inFlight;
  private final DeskClients clients;
  private final GateProperties properties;
  private final Cache<String, Long> waitingSince =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  DeskGate(String name, GateProperties properties) {
    this.properties = properties;
    breaker = new Breaker(name, properties);
    inFlight = new InFlight(properties);
    clients = new DeskClients(properties);
  }

  /** Takes all that one call needs, or says why it cannot be made now. */
  Answer ask(Pass pass, List<DeskClient> entered, String who, Rank rank) {
    return switch (clients.choose(entered, who)) {
      case DeskClients.Choice.AllRefused(var refusal) -> new Answer.Refused(refusal);
      case DeskClients.Choice.Paused(var left) -> scarce(who, rank, Block.CLIENT_PAUSED.wait(left));
      case DeskClients.Choice.Chosen(var client) -> ask(pass, entered, who, rank, client);
    };
  }

  private Answer ask(
      Pass pass, List<DeskClient> entered, String who, Rank rank, DeskClientGate client) {
    var call = breaker.enter(true);
    if (call == null) {
      return new Answer.Wait(Block.UNANSWERED.wait(breaker.shutFor()));
    }
    pass.counts(call);
    if (!inFlight.enter(false)) {
      return new Answer.Wait(Block.IN_FLIGHT.wait(SOON));
    }
    pass.afterwards(() -> inFlight.leave(false));
    var wait = take(client.budget(), who, rank);
    if (wait != null) {
      return scarce(who, rank, Block.BUDGET.wait(wait));
    }
    pass.ifUnused(client.budget()::giveBack);
    pass.lesson(delivery -> learned(delivery, entered, client));
    waitingSince.invalidate(who);
    return new Answer.Go(client.client());
  }

  private @Nullable Duration take(Turns budget, String who, Rank rank) {
    return rank == Rank.MESSAGE || rank == Rank.FAILED_RECEIPT && waited(who, NOT_FOR_EVER)
        ? budget.take(who)
        : budget.takeSpare(rank.leaves());
  }

  /** What matters least is given up when there is not enough for all. */
  private Answer scarce(String who, Rank rank, Block.Wait wait) {
    if (rank == Rank.MESSAGE) {
      return new Answer.Wait(wait);
    }
    if (rank == Rank.DELIVERED_RECEIPT && waited(who, properties.receiptPatience())) {
      waitingSince.invalidate(who);
      return new Answer.Drop();
    }
    return new Answer.Wait(
        rank == Rank.DELIVERED_RECEIPT && wait.after().compareTo(LOOK_AGAIN) > 0
            ? wait.why().wait(LOOK_AGAIN)
            : wait);
  }

  private boolean waited(String who, Duration patience) {
    var now = System.nanoTime();
    return now - waitingSince.get(who, _ -> now) >= patience.toNanos();
  }

  private Delivery learned(Delivery delivery, List<DeskClient> entered, DeskClientGate client) {
    return switch (delivery) {
      case Delivery.Deferred deferred when Concern.EVERYBODY.of(deferred) -> client.pause(deferred);
      case Delivery.Refused refused when Concern.CLIENT.of(refused) -> {
        client.refuse(refused);
        yield clients.another(entered, client)
            ? new Delivery.Deferred(AT_ONCE, refused.reason(), refused.detail())
            : refused;
      }
      case Delivery.Accepted accepted -> {
        client.letIn();
        yield accepted;
      }
      default -> delivery;
    };
  }

  double up() {
    return breaker.closed() ? 1 : 0;
  }

  double left() {
    return clients.left();
  }

  double clientsWorking() {
    return clients.working();
  }

  double clientsRefused() {
    return clients.refused();
  }
}
