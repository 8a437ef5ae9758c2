package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Capped;
import io.wabridge.sandbox.Lane;
import io.wabridge.sandbox.Pulse;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.Timeline;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Threads messages into conversations: by integration and customer, within the window. */
@Component
class Conversations {
  private final Map<String, Conversation> current = new ConcurrentHashMap<>();
  private final Capped<String, Conversation> byId = new Capped<>(100_000);
  private final Capped<String, Talk> talks = new Capped<>(200_000);
  private final Capped<String, Talk> byChannelId = new Capped<>(200_000);
  private final LongAdder repeats = new LongAdder();
  private final LongAdder inbound = new LongAdder();
  private final Pulse pulse = new Pulse();
  private final Timeline timeline;
  private final ShiftingClock clock;
  private final Settings<GenesysSettings> settings;

  Conversations(Timeline timeline, ShiftingClock clock, Settings<GenesysSettings> settings) {
    this.timeline = timeline;
    this.clock = clock;
    this.settings = settings;
  }

  Conversation join(String integrationId, String address) {
    return current.compute(
        integrationId + "|" + address,
        (key, was) -> {
          if (was == null || over(was)) {
            Conversation fresh =
                new Conversation(
                    UUID.randomUUID().toString(),
                    integrationId,
                    address,
                    was == null ? new Lane(timeline.now()) : was.lane());
            byId.put(fresh.id(), fresh);
            return fresh;
          }
          was.connect();
          return was;
        });
  }

  private boolean over(Conversation was) {
    long window = settings.now().threadingMinutes() * 60_000L;
    return !was.connected() && clock.millis() - was.disconnectedAtMs() >= window;
  }

  @Nullable Conversation existing(String integrationId, String address) {
    return current.get(integrationId + "|" + address);
  }

  @Nullable Conversation find(String id) {
    return byId.get(id);
  }

  Conversation require(String id) {
    Conversation found = byId.get(id);
    if (found == null) {
      throw GenesysException.notFound("conversation " + id);
    }
    return found;
  }

  void add(Talk talk) {
    Conversation conversation = talk.conversation();
    talks.put(talk.id(), talk);
    conversation.talks().add(talk);
    conversation.touched(talk.atMs());
    if (talk.inbound()) {
      inbound.increment();
      String channelId = talk.channelMessageId();
      if (channelId != null && byChannelId.get(channelId) != null) {
        repeats.increment();
      } else if (channelId != null) {
        byChannelId.put(channelId, talk);
      }
    }
    beat(conversation);
  }

  void beat(Conversation conversation) {
    conversation.pulse().beat();
    pulse.beat();
  }

  /** The first inbound message that carried this id of ours. */
  @Nullable Talk byChannelId(String id) {
    return byChannelId.get(id);
  }

  /** How many inbound messages carried an id that was there before: told twice. */
  long repeats() {
    return repeats.sum();
  }

  @Nullable Talk talk(String id) {
    return talks.get(id);
  }

  Collection<Conversation> all() {
    return byId.values();
  }

  Pulse pulse() {
    return pulse;
  }

  long inboundTotal() {
    return inbound.sum();
  }

  void clear() {
    current.clear();
    byId.clear();
    talks.clear();
    byChannelId.clear();
    repeats.reset();
    inbound.reset();
  }
}
