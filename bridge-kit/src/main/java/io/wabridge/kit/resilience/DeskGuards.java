package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.DeskClient;
import io.wabridge.model.DeskId;
import java.time.Duration;

/** The gates before all desks. Twin of {@link ChannelGuards}. */
public final class DeskGuards {

  /** A call to a desk, made as this client. */
  @FunctionalInterface
  public interface Call {
    Outcome make(CallPermit permit, DeskClient client);
  }

  private final ResilienceProperties properties;
  private final GuardMeters meters;
  private final Cache<DeskId, DeskGuard> guards;

  DeskGuards(ResilienceProperties properties, GuardMeters meters) {
    this.properties = properties;
    this.meters = meters;
    this.guards =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .<DeskId, DeskGuard>evictionListener((id, _, _) -> meters.forget(id))
            .build();
  }

  /**
   * Makes the call, or says when it may be made. Nothing has been begun until it is made.
   *
   * @param callKey the same for every try of the same call
   */
  public Outcome call(Desk desk, String callKey, CallPriority priority, Call call) {
    var guard = guards.get(desk.id(), _ -> create(desk));
    var permit = new CallPermit();
    try {
      return switch (guard.tryAcquire(permit, desk.settings().clients(), callKey, priority)) {
        case DeskGuard.Answer.Go(var client) -> call.make(permit, client);
        case DeskGuard.Answer.Wait(var wait) -> {
          meters.countWait(desk.kind(), desk.tenant(), wait.reason());
          yield wait.toOutcome();
        }
        case DeskGuard.Answer.Refused(var refusal) ->
            new Outcome.Park(refusal.reason(), refusal.detail());
        case DeskGuard.Answer.Drop() -> {
          meters.countDropped(desk.tenant());
          yield Outcome.DONE;
        }
      };
    } finally {
      permit.close();
    }
  }

  private DeskGuard create(Desk desk) {
    var guard = new DeskGuard("desk:" + desk.id(), properties);
    meters.watch(desk, guard);
    return guard;
  }
}
