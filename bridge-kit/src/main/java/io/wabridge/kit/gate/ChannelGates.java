package io.wabridge.kit.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.memory.Channel;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.Message;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The gates before all channels. Twin of {@link DeskGates}. */
public final class ChannelGates {

  private final GateProperties properties;
  private final GateMeters meters;
  private final Cache<ChannelId, ChannelGate> gates;

  ChannelGates(GateProperties properties, GateMeters meters) {
    this.properties = properties;
    this.meters = meters;
    this.gates =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .<ChannelId, ChannelGate>evictionListener((id, _, _) -> meters.forget(id))
            .build();
  }

  /** Makes the call, or says when it may be made. Nothing has been begun until it is made. */
  public Outcome message(Channel channel, Message message, Function<Pass, Outcome> call) {
    var file = message.content() instanceof Content.Media;
    return through(
        channel,
        (gate, pass) -> gate.ask(pass, message.id().value(), message.person().key(), file),
        call);
  }

  /** The same for what is no message: it costs no turn. */
  public Outcome mark(Channel channel, Function<Pass, Outcome> call) {
    return through(channel, (gate, pass) -> gate.ask(pass, false), call);
  }

  private Outcome through(Channel channel, Asking asking, Function<Pass, Outcome> call) {
    var gate = gates.get(channel.id(), _ -> made(channel));
    var pass = new Pass();
    try {
      var wait = asking.ask(gate, pass);
      if (wait != null) {
        meters.waits(channel.provider(), channel.tenant(), wait.why());
        return wait.later();
      }
      return call.apply(pass);
    } finally {
      pass.over();
    }
  }

  private ChannelGate made(Channel channel) {
    var gate = new ChannelGate("channel:" + channel.id(), properties);
    meters.watch(channel, gate);
    return gate;
  }

  /** What is asked of a gate. */
  @FunctionalInterface
  private interface Asking {
    Block.@Nullable Wait ask(ChannelGate gate, Pass pass);
  }
}
