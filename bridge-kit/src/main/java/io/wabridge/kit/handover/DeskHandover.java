package io.wabridge.kit.handover;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.ConversationRegistry.HandedOver;
import io.wabridge.kit.client.ConversationRegistry.Said;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.StageQueues;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Direction;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.HandoverCause;
import io.wabridge.model.Message;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Payload;
import io.wabridge.model.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;

/** Passes a conversation on to another desk, and tells the agents of both. */
public final class DeskHandover {

  private final ConversationRegistry registry;
  private final Tenants tenants;
  private final LanePublisher publisher;

  public DeskHandover(ConversationRegistry registry, Tenants tenants, LanePublisher publisher) {
    this.registry = registry;
    this.tenants = tenants;
    this.publisher = publisher;
  }

  /**
   * What is passed on, and why.
   *
   * @param conversation of the desk that passes it on
   * @param event identifies the request: a repeated one only publishes what is not published yet
   * @param summary what the agents at the other desk should know
   */
  public record Request(
      ConversationId conversation,
      Desk target,
      HandoverCause cause,
      String event,
      @Nullable String summary) {}

  /** Passes it on; false if another desk has the conversation meanwhile. */
  public boolean pass(Envelope<?> cause, Request request) {
    HandedOver done;
    try {
      done =
          registry.handOver(
              request.conversation().value(),
              new ConversationRegistry.Handover(
                  cause.tenant(), request.target().id(), request.event(), Instant.now()));
    } catch (HttpClientErrorException.Conflict e) {
      return false;
    }
    var from = tenants.desk(done.from().desk());
    var to = tenants.desk(done.to().desk()).orElse(request.target());
    var id = noticeId(request, done);
    var values = new HashMap<String, String>();
    values.put("cause", request.cause().name());
    values.put("to", to.name());
    from.ifPresent(
        desk -> tell(cause, desk, done.from(), NoticeKind.HANDED_OVER, values, id.derived("from")));
    tell(
        cause,
        to,
        done.to(),
        NoticeKind.TAKEN_OVER,
        takenOver(request, from, done),
        id.derived("to"));
    return true;
  }

  /** The same message may move the same conversation again, after it has come back. */
  private static ExternalId noticeId(Request request, HandedOver done) {
    var at = done.from().closedAt();
    return new ExternalId(at == null ? request.event() : request.event() + "@" + at.toEpochMilli());
  }

  /** Publishes a notice for the agents in a conversation; the same id is the same notice. */
  public void tell(
      Envelope<?> cause,
      Desk desk,
      Conversation conversation,
      NoticeKind about,
      Map<String, String> values,
      ExternalId id) {
    var registered =
        registry.registerNotice(
            conversation.id().value(), new ConversationRegistry.Notice(cause.tenant(), id));
    if (registered.status() == Status.RECEIVED || registered.status() == Status.DELIVERING) {
      publisher.publish(
          List.of(
              new Outgoing(
                  StageQueues.toDesk(desk.kind()),
                  cause.next(
                      registered.conversation().value(),
                      "m:" + registered.message(),
                      new Payload.InboundMessage(
                          notice(
                              conversation, registered, new Content.Notice(about, values), id))))));
    }
  }

  private static Message notice(
      Conversation conversation, Arrival.Located registered, Content.Notice notice, ExternalId id) {
    return new Message(
        registered.message(),
        registered.conversation(),
        Direction.INBOUND,
        conversation.channel(),
        registered.desk(),
        registered.person(),
        registered.deskAddress(),
        notice,
        id,
        null,
        null,
        Instant.now(),
        Origin.PERSON);
  }

  private static Map<String, String> takenOver(
      Request request, Optional<Desk> from, HandedOver done) {
    var values = new HashMap<String, String>();
    values.put("cause", request.cause().name());
    values.put("from", from.map(Desk::name).orElse("?"));
    if (request.summary() != null) {
      values.put("summary", request.summary());
    }
    var recent = recent(done, from.map(Desk::name).orElse("?"));
    if (!recent.isEmpty()) {
      values.put("recent", recent);
    }
    return values;
  }

  private static String recent(HandedOver done, String desk) {
    var name = done.from().person().name();
    var person = name != null && !name.isBlank() ? name : done.from().deskAddress();
    return done.recent().stream()
        .map((Said said) -> (said.inbound() ? person : desk) + ": " + said.excerpt())
        .collect(Collectors.joining("\n"));
  }
}
