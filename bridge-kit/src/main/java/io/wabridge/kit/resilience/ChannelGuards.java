package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.Message;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The gates before all channels. Twin of {@link DeskGuards}. */
public final class ChannelGuards {

  private final ResilienceProperties properties;
  private final GuardMeters meters;
  private final Cache<ChannelId, ChannelGuard> guards;

  ChannelGuards(ResilienceProperties properties, GuardMeters meters) {
    this.properties = properties;
    this.meters = meters;
    this.guards =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .<ChannelId, ChannelGuard>evictionListener((id, _, _) -> meters.forget(id))
            .build();
  }

  /** Makes the call, or says when it may be made. Nothing has been begun until it is made. */
  public Outcome forMessage(Channel channel, Message message, Function<CallPermit, Outcome> call) {
    var file = message.content() instanceof Content.Media;
    return call(
        channel,
        (guard, permit) ->
            guard.tryAcquire(permit, message.id().value(), message.person().key(), file),
        call);
  }

  /** The same for what is no message: it costs no turn. */
  public Outcome forReadMark(Channel channel, Function<CallPermit, Outcome> call) {
    return call(channel, (guard, permit) -> guard.tryAcquire(permit, false), call);
  }

  private Outcome call(Channel channel, PermitRequest request, Function<CallPermit, Outcome> call) {
    var guard = guards.get(channel.id(), _ -> create(channel));
    var permit = new CallPermit();
    try {
      var wait = request.tryAcquire(guard, permit);
      if (wait != null) {
        meters.countWait(channel.provider(), channel.tenant(), wait.reason());
        return wait.toOutcome();
      }
      return call.apply(permit);
    } finally {
      permit.close();
    }
  }

  private ChannelGuard create(Channel channel) {
    var guard = new ChannelGuard("channel:" + channel.id(), properties);
    meters.watch(channel, guard);
    return guard;
  }

  /** What is asked of a gate. */
  @FunctionalInterface
  private interface PermitRequest {
    WaitReason.@Nullable Wait tryAcquire(ChannelGuard guard, CallPermit permit);
  }
}
