package io.wabridge.kit.webhook;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.store.WebhookJournal;
import io.wabridge.kit.telemetry.LogContext;
import io.wabridge.kit.telemetry.Traces;
import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a genuine webhook: each part in the lane of its conversation, the whole webhook in the
 * journal. When a method returns, both are durable.
 */
public final class WebhookIntake<E extends Endpoint> {

  private static final Logger log = LoggerFactory.getLogger(WebhookIntake.class);

  /** External ids that can be looked up; others would break the address of the request. */
  private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_.+-]{1,100}");

  private final WebhookSide<E, ?> side;
  private final Parking parking;
  private final WebhookJournal journal;
  private final Traces traces;
  private final LaneKeys laneKeys;

  public WebhookIntake(
      WebhookSide<E, ?> side,
      Parking parking,
      WebhookJournal journal,
      Traces traces,
      LaneKeys laneKeys) {
    this.side = side;
    this.parking = parking;
    this.journal = journal;
    this.traces = traces;
    this.laneKeys = laneKeys;
  }

  void accept(E endpoint, WebhookRequest request, List<WebhookPart> parts) {
    var now = Instant.now();
    publish(endpoint, parts, now);
    journal(endpoint, request, now);
  }

  /** Parks a whole webhook that cannot be split. */
  void acceptUnreadable(E endpoint, WebhookRequest request, String problem) {
    var body = new String(request.body(), StandardCharsets.UTF_8);
    park(endpoint, Reason.UNREADABLE, problem, body);
    journal(endpoint, request, Instant.now());
  }

  /** Publishes the parts of an archived webhook, which is already in the archive. */
  void replay(E endpoint, WebhookRequest request, Instant at) throws WebhookUnreadable {
    try {
      publish(endpoint, side.connectors().of(endpoint.kind()).split(request), at);
    } catch (WebhookUnreadable e) {
      var before = side.former().apply(endpoint).orElseThrow(() -> e);
      publish(before, side.connectors().of(before.kind()).split(request), at);
    }
  }

  private void publish(E endpoint, List<WebhookPart> parts, Instant now) {
    try (var _ = traces.beginReceive(spanName(endpoint), endpoint.tenant())) {
      var targets = new ArrayList<E>(parts.size());
      var addressed = new ArrayList<LaneKeys.Addressed>(parts.size());
      for (var part : parts) {
        var target = target(part, endpoint);
        if (target.isEmpty()) {
          park(endpoint, side.unknownEndpoint(), "external id " + part.endpoint(), part.body());
        } else {
          targets.add(target.get());
          addressed.add(new LaneKeys.Addressed(target.get(), part));
        }
      }
      var keys = laneKeys.of(addressed);
      var outgoing = new ArrayList<Outgoing>(targets.size());
      for (var i = 0; i < targets.size(); i++) {
        var part = addressed.get(i).part();
        outgoing.add(outgoing(targets.get(i), part, keys.get(i), parts.size() == 1, now));
      }
      if (!outgoing.isEmpty()) {
        side.publisher().accept(outgoing);
      }
    }
  }

  private static String spanName(Endpoint endpoint) {
    return "receive " + (endpoint instanceof Channel ? "whatsapp" : endpoint.kind());
  }

  /** A webhook may contain parts for several endpoints, but only of its own tenant. */
  private Optional<E> target(WebhookPart part, E endpoint) {
    if (part.endpoint().isEmpty()
        || endpoint.externalId().isEmpty()
        || part.endpoint().equals(endpoint.externalId())) {
      return Optional.of(endpoint);
    }
    if (!EXTERNAL_ID.matcher(part.endpoint()).matches()) {
      return Optional.empty();
    }
    return side.endpoints()
        .byExternalId(endpoint.kind(), part.endpoint())
        .filter(other -> other.tenant().equals(endpoint.tenant()))
        .map(other -> at(endpoint.kind(), other));
  }

  /** A number that was moved away may still be reported at the address of another one. */
  private E at(String kind, E endpoint) {
    return side.views(endpoint).stream()
        .filter(view -> view.kind().equals(kind))
        .findFirst()
        .orElse(endpoint);
  }

  private Outgoing outgoing(
      E target, WebhookPart part, String laneKey, boolean alone, Instant now) {
    var correlation = traces.correlation(alone);
    log.atDebug()
        .addKeyValue("correlation", correlation)
        .addKeyValue("tenant", target.tenant())
        .addKeyValue("conversation", LogContext.masked(laneKey))
        .log("webhook part accepted");
    return new Outgoing(
        side.normalizer(),
        new Envelope<>(
            correlation,
            target.tenant(),
            key(part, laneKey),
            part.idempotencyKey(),
            now,
            side.part().apply(target, part.body())));
  }

  /** Signals have an order of their own, so that no message waits for one. */
  private static String key(WebhookPart part, String laneKey) {
    return switch (part.type()) {
      case MESSAGE -> laneKey;
      case SIGNAL -> Lanes.signalKey(part.conversationKey());
    };
  }

  private void park(E endpoint, Reason reason, String detail, String body) {
    parking.park(
        new Parking.Parked(
            endpoint.tenant().value(),
            side.service(),
            side.service(),
            "",
            reason,
            detail,
            1,
            null,
            null,
            null,
            null,
            body));
  }

  private void journal(E endpoint, WebhookRequest request, Instant now) {
    try {
      journal.append(
          endpoint.tenant(),
          Payload.RawWebhook.of(
              side.direction(),
              endpoint.endpointId(),
              request.method(),
              ArchivedHeaders.address(request.url(), endpoint.settings()),
              request.path(),
              ArchivedHeaders.of(request.headers(), endpoint.settings()),
              request.body(),
              now));
    } catch (IOException e) {
      throw new NotConfirmed("the webhook could not be written to the journal", e);
    }
  }
}
