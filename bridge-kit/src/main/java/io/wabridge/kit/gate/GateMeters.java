package io.wabridge.kit.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.memory.Channel;
import io.wabridge.kit.memory.Desk;
import io.wabridge.model.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the gates show: who is up, what is left, how often somebody had to wait and why. */
final class GateMeters {

  private final MeterRegistry meters;
  private final Map<Object, List<Meter>> watched = new ConcurrentHashMap<>();

  GateMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void watch(Channel channel, ChannelGate gate) {
    var tenant = channel.tenant().value();
    var id = channel.id().value();
    watched.put(
        channel.id(),
        List.of(
            Gauge.builder("bridge.channel.up", gate, ChannelGate::up)
                .description("1 while the channel answers, 0 while it is left alone")
                .tags("tenant", tenant, "channel", id)
                .register(meters),
            Gauge.builder("bridge.rate.budget.remaining", gate, ChannelGate::left)
                .description("What is left of what may be sent at once")
                .baseUnit("ratio")
                .tags("provider", channel.provider(), "tenant", tenant, "of", id)
                .register(meters)));
  }

  void watch(Desk desk, DeskGate gate) {
    var tenant = desk.tenant().value();
    var id = desk.id().value();
    watched.put(
        desk.id(),
        List.of(
            Gauge.builder("bridge.desk.up", gate, DeskGate::up)
                .description("1 while the desk answers, 0 while it is left alone")
                .tags("tenant", tenant, "desk", id)
                .register(meters),
            Gauge.builder("bridge.rate.budget.remaining", gate, DeskGate::left)
                .description("What is left of what may be sent at once")
                .baseUnit("ratio")
                .tags("provider", desk.kind(), "tenant", tenant, "of", id)
                .register(meters),
            clients(tenant, id, "working", gate),
            clients(tenant, id, "refused", gate)));
  }

  private Meter clients(String tenant, String desk, String state, DeskGate gate) {
    return Gauge.builder(
            "bridge.desk.clients",
            gate,
            state.equals("working") ? DeskGate::clientsWorking : DeskGate::clientsRefused)
        .description("OAuth clients of the desk that are let in, and those that are not")
        .tags("tenant", tenant, "desk", desk, "state", state)
        .register(meters);
  }

  void forget(@Nullable Object id) {
    var gone = id == null ? null : watched.remove(id);
    if (gone != null) {
      gone.forEach(meters::remove);
    }
  }

  void waits(String provider, TenantId tenant, Block why) {
    Counter.builder("bridge.gate.waits")
        .description("Calls that were not made yet, and why")
        .tags("provider", provider, "tenant", tenant.value(), "reason", why.tag())
        .register(meters)
        .increment();
  }

  void dropped(TenantId tenant) {
    Counter.builder("bridge.receipts.dropped")
        .description(
            "Receipts \"delivered\" that were given up because the desk's budget was short")
        .tags("tenant", tenant.value())
        .register(meters)
        .increment();
  }
}
