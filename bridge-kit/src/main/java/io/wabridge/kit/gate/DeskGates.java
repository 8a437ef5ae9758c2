package io.wabridge.kit.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.memory.Desk;
import io.wabridge.model.DeskClient;
import io.wabridge.model.DeskId;
import java.time.Duration;

/** The gates before all desks. Twin of {@link ChannelGates}. */
public final class DeskGates {

  /** A call to a desk, made as this client. */
  @FunctionalInterface
  public interface Call {
    Outcome make(Pass pass, DeskClient client);
  }

  private final GateProperties properties;
  private final GateMeters meters;
  private final Cache<DeskId, DeskGate> gates;

  DeskGates(GateProperties properties, GateMeters meters) {
    this.properties = properties;
    this.meters = meters;
    this.gates =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .<DeskId, DeskGate>evictionListener((id, _, _) -> meters.forget(id))
            .build();
  }

  /**
   * Makes the call, or says when it may be made. Nothing has been begun until it is made.
   *
   * @param who the same for every try of the same call
   */
  public Outcome through(Desk desk, String who, Rank rank, Call call) {
    var gate = gates.get(desk.id(), _ -> made(desk));
    var pass = new Pass();
    try {
      return switch (gate.ask(pass, desk.settings().clients(), who, rank)) {
        case DeskGate.Answer.Go(var client) -> call.make(pass, client);
        case DeskGate.Answer.Wait(var wait) -> {
          meters.waits(desk.kind(), desk.tenant(), wait.why());
          yield wait.later();
        }
        case DeskGate.Answer.Refused(var refusal) ->
            new Outcome.Park(refusal.reason(), refusal.detail());
        case DeskGate.Answer.Drop() -> {
          meters.dropped(desk.tenant());
          yield Outcome.DONE;
        }
      };
    } finally {
      pass.over();
    }
  }

  private DeskGate made(Desk desk) {
    var gate = new DeskGate("desk:" + desk.id(), properties);
    meters.watch(desk, gate);
    return gate;
  }
}
