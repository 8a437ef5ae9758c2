package io.wabridge.inbound;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Templates;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Decodes one event of a provider and publishes the result. The counterpart is the outbound
 * Normalizer.
 */
@Component
class Normalizer {

  private final Tenants tenants;
  private final Connectors<ChannelConnector> connectors;
  private final Ledger ledger;
  private final Templates templates;
  private final LanePublisher publisher;
  private final InboundMessages inboundMessages;
  private final MessageMeters meters;

  Normalizer(
      Tenants tenants,
      Connectors<ChannelConnector> connectors,
      Ledger ledger,
      Templates templates,
      LanePublisher publisher,
      InboundMessages inboundMessages,
      MessageMeters meters) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.ledger = ledger;
    this.templates = templates;
    this.publisher = publisher;
    this.inboundMessages = inboundMessages;
    this.meters = meters;
  }

  Outcome normalize(Envelope<?> envelope, Payload.ChannelPart part) throws IOException {
    var found = tenants.channel(part.channel());
    if (found.isEmpty()) {
      return new Outcome.Park(Reason.UNKNOWN_CHANNEL, "channel " + part.channel() + " is gone");
    }
    var channel = found.get().at(part.kind());
    if (!channel.active()) {
      return new Outcome.Park(
          Reason.TENANT_SUSPENDED, "tenant " + channel.tenant() + " is suspended");
    }
    ChannelEvent event;
    try {
      event = connectors.of(channel.kind()).decode(part.body());
    } catch (WebhookUnreadable e) {
      return new Outcome.Park(Reason.UNREADABLE, String.valueOf(e.getMessage()));
    }
    return switch (event) {
      case ChannelEvent.PersonMessage said ->
          inboundMessages.handleInbound(envelope, channel, said);
      case ChannelEvent.StatusUpdate update -> handleStatus(envelope, channel, update);
      case ChannelEvent.IdentityChanged renamed -> handleRename(envelope, channel, renamed);
      case ChannelEvent.MarketingChanged changed -> handleMarketing(envelope, channel, changed);
      case ChannelEvent.ConditionsChanged changed -> {
        tenants.reportConditions(channel.id(), changed);
        yield Outcome.DONE;
      }
      case ChannelEvent.TemplateChanged changed -> {
        templates.changed(channel.id().value(), changed);
        yield Outcome.DONE;
      }
      case ChannelEvent.Ignored ignored -> {
        meters.ignored(envelope.tenant(), Direction.INBOUND, ignored.what());
        yield Outcome.DONE;
      }
    };
  }

  /** The ledger keeps a status that came before its message: nothing waits for it here. */
  private Outcome handleStatus(
      Envelope<?> envelope, Channel channel, ChannelEvent.StatusUpdate update) {
    var applied =
        ledger.applyStatus(
            new Ledger.StatusUpdate(
                channel.tenant(),
                channel.id(),
                update.id(),
                update.callbackData(),
                update.status(),
                update.reason(),
                update.detail(),
                update.at(),
                envelope.correlation()));
    if (!applied.known()) {
      meters.ignored(envelope.tenant(), Direction.INBOUND, "status of a foreign message");
      return Outcome.DONE;
    }
    meters.receipt(envelope, update.status());
    var receipt = applied.forDesk();
    if (receipt != null) {
      tenants
          .desk(receipt.desk())
          .ifPresent(desk -> publisher.publish(List.of(Receipts.toDesk(desk, envelope, receipt))));
    }
    return Outcome.DONE;
  }

  /** The choice is kept at the person; an agent who talks to them gets a notice. */
  private Outcome handleMarketing(
      Envelope<?> envelope, Channel channel, ChannelEvent.MarketingChanged changed)
      throws IOException {
    var recorded =
        ledger.recordMarketing(
            new Ledger.MarketingChoice(
                channel.tenant(), channel.id(), changed.person(), changed.allowed(), changed.at()));
    if (!recorded.tell()) {
      return Outcome.DONE;
    }
    var about = changed.allowed() ? NoticeKind.MARKETING_RESUMED : NoticeKind.MARKETING_STOPPED;
    return inboundMessages.handleInbound(
        envelope,
        channel,
        new ChannelEvent.PersonMessage(
            changed.id(),
            changed.person(),
            new Content.Notice(about, Map.of()),
            null,
            Origin.PERSON,
            changed.at()));
  }

  /** The agent gets a notice; the conversation stays the same. */
  private Outcome handleRename(
      Envelope<?> envelope, Channel channel, ChannelEvent.IdentityChanged renamed)
      throws IOException {
    ledger.recordRename(
        new Ledger.Renamed(
            channel.tenant(),
            channel.id(),
            renamed.before(),
            renamed.now(),
            renamed.id(),
            renamed.at()));
    var person = renamed.now().known() ? renamed.now() : renamed.before();
    return inboundMessages.handleNotice(
        envelope,
        channel,
        new ChannelEvent.PersonMessage(
            renamed.id(), person, notice(renamed), null, Origin.PERSON, renamed.at()),
        renamed.sentence());
  }

  private static Content.Notice notice(ChannelEvent.IdentityChanged renamed) {
    var from = renamed.before().waId();
    var to = renamed.now().waId();
    if (to == null || to.equals(from)) {
      return new Content.Notice(NoticeKind.USER_ID_CHANGED, Map.of());
    }
    var values = new HashMap<String, String>();
    values.put("to", "+" + to);
    if (from != null) {
      values.put("from", "+" + from);
    }
    return new Content.Notice(NoticeKind.NUMBER_CHANGED, values);
  }
}
