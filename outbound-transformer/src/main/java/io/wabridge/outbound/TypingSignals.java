package io.wabridge.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Channel.ReadMarks;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.DeskAddress;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Payload;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskEvent;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Tells the person that the agent is typing, where the channel can show it. Best effort: a signal
 * that is late, or follows another one within 20 seconds, is dropped. The signal marks the person's
 * last message as read, so that a channel without read marks gets none.
 */
@Component
class TypingSignals {

  private final Tenants tenants;
  private final Ledger ledger;
  private final Connectors<ChannelConnector> connectors;
  private final LanePublisher publisher;
  private final Cache<DeskAddress, Boolean> recent =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofSeconds(20)).build();

  TypingSignals(
      Tenants tenants,
      Ledger ledger,
      Connectors<ChannelConnector> connectors,
      LanePublisher publisher) {
    this.tenants = tenants;
    this.ledger = ledger;
    this.connectors = connectors;
    this.publisher = publisher;
  }

  /** Publishes the signal; false if it has no effect. */
  boolean publish(Envelope<?> envelope, Desk desk, DeskEvent.Typing typing) {
    var address = new DeskAddress(envelope.tenant(), desk.id(), typing.to());
    if (Payload.Typing.late(envelope.acceptedAt())
        || recent.asMap().putIfAbsent(address, true) != null) {
      return false;
    }
    Ledger.LastInbound last;
    try {
      last = ledger.findLastInbound(address);
    } catch (HttpClientErrorException.NotFound e) {
      return false;
    }
    var conversation = last.conversation();
    var message = last.message();
    var channel = tenants.channel(conversation.channel()).filter(this::shows);
    if (message == null || channel.isEmpty() || conversation.person().group() != null) {
      return false;
    }
    publisher.publish(List.of(outgoing(envelope, channel.get(), last, message)));
    return true;
  }

  private boolean shows(Channel channel) {
    return channel.active()
        && channel.readMarks() != ReadMarks.NEVER
        && connectors.of(channel.kind()).info().capabilities().has(Feature.TYPING);
  }

  private static Outgoing outgoing(
      Envelope<?> envelope, Channel channel, Ledger.LastInbound last, ExternalId message) {
    var signal =
        new Payload.Typing(channel.id(), last.conversation().id(), message, envelope.acceptedAt());
    return new Outgoing(
        StageQueues.toChannel(channel.queueKind()),
        envelope.next(
            signal.conversationKey(), signal.conversationKey() + ":" + signal.at(), signal));
  }
}
