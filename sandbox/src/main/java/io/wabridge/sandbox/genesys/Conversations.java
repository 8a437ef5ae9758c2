package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.ChangeSignal;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.SerialExecutor;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Threads messages into conversations: by integration and customer, within the threading period.
 */
@Component
class Conversations {
  private final Map<String, Conversation> current = new ConcurrentHashMap<>();
  private final BoundedMap<String, Conversation> byId = new BoundedMap<>(100_000);
  private final BoundedMap<String, ConversationMessage> talks = new BoundedMap<>(200_000);
  private final BoundedMap<String, ConversationMessage> byChannelId = new BoundedMap<>(200_000);
  private final LongAdder repeats = new LongAdder();
  private final LongAdder inbound = new LongAdder();
  private final ChangeSignal changeSignal = new ChangeSignal();
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Settings<GenesysSettings> settings;

  Conversations(
      SandboxScheduler scheduler, ShiftingClock clock, Settings<GenesysSettings> settings) {
    this.scheduler = scheduler;
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
                    was == null ? new SerialExecutor(scheduler.now()) : was.lane());
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

  void add(ConversationMessage talk) {
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
    conversation.pulse().signal();
    changeSignal.signal();
  }

  /** The first inbound message with this id of the bridge. */
  @Nullable ConversationMessage byChannelId(String id) {
    return byChannelId.get(id);
  }

  /** How many inbound messages had an id that was seen before: duplicates. */
  long repeats() {
    return repeats.sum();
  }

  @Nullable ConversationMessage talk(String id) {
    return talks.get(id);
  }

  Collection<Conversation> all() {
    return byId.values();
  }

  ChangeSignal pulse() {
    return changeSignal;
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
