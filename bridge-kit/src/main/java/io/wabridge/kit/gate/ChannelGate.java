package io.wabridge.kit.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known of one number: whether it answers, how fast it may send, and to whom. */
final class ChannelGate {

  private static final Duration SOON = Duration.ofMillis(250);

  private final Breaker breaker;
  private final InFlight inFlight;
  private final Turns throughput;
  private final Pause pause = new Pause();
  private final Cache<String, PersonPace> persons;
  private final GateProperties properties;

  ChannelGate(String name, GateProperties properties) {
    this.properties = properties;
    breaker = new Breaker(name, properties);
    inFlight = new InFlight(properties);
    var most = properties.messagesPerSecond();
    // half of a second's messages at once: what comes in counts there, too (whatsapp-cloud 9)
    throughput =
        most > 0 ? Turns.of(Math.max(1, most / 2), most, Duration.ofSeconds(1)) : Turns.unlimited();
    persons =
        Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterAccess(
                properties.pairInterval().multipliedBy(properties.pairBurst()).plusMinutes(5))
            .build();
  }

  /** Takes all that one message needs, or says when there will be enough. */
  Block.@Nullable Wait ask(Pass pass, String message, String person, boolean file) {
    var pace = persons.get(person, _ -> new PersonPace(properties));
    var paused = pace.paused();
    if (paused != null) {
      return Block.PAIR.wait(paused);
    }
    var shut = ask(pass, file);
    if (shut != null) {
      return shut;
    }
    var pair = pace.take(message);
    if (pair != null) {
      return Block.PAIR.wait(pair);
    }
    pass.ifUnused(pace::giveBack);
    var wait = throughput.take(message);
    if (wait != null) {
      return Block.THROUGHPUT.wait(wait);
    }
    pass.ifUnused(throughput::giveBack);
    pass.lesson(delivery -> learned(delivery, pace));
    return null;
  }

  /** The same for a mark, which is no message. */
  Block.@Nullable Wait ask(Pass pass, boolean file) {
    var paused = pause.left();
    if (paused != null) {
      return Block.NUMBER_PAUSED.wait(paused);
    }
    var call = breaker.enter(!file);
    if (call == null) {
      return Block.UNANSWERED.wait(breaker.shutFor());
    }
    pass.counts(call);
    if (!inFlight.enter(file)) {
      return Block.IN_FLIGHT.wait(SOON);
    }
    pass.afterwards(() -> inFlight.leave(file));
    pass.lesson(this::learned);
    return null;
  }

  private Delivery learned(Delivery delivery) {
    return delivery instanceof Delivery.Deferred deferred && Concern.EVERYBODY.of(deferred)
        ? new Delivery.Deferred(pause.begin(deferred.after()), deferred.reason(), deferred.detail())
        : delivery;
  }

  private static Delivery learned(Delivery delivery, PersonPace pace) {
    if (delivery instanceof Delivery.Accepted) {
      pace.accepted();
    }
    return delivery instanceof Delivery.Deferred deferred && Concern.PERSON.of(deferred)
        ? pace.refused(deferred)
        : delivery;
  }

  double up() {
    return breaker.closed() ? 1 : 0;
  }

  double left() {
    return Math.max(0, throughput.left());
  }
}
