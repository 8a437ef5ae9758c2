package io.wabridge.outbound;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.ConversationRegistry;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.DeskAvailability;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.TenantDirectory;
import io.wabridge.kit.client.TenantDirectory.DeskEntry;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.handover.DeskHandover;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.routing.RouteFacts;
import io.wabridge.kit.routing.Routes;
import io.wabridge.model.DeskId;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.HandoverCause;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.DeskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** What agents and bots do with a conversation, besides writing: pass it on, close it. */
@Component
class ConversationChanges {

  private static final String DISABLED = "DISABLED";

  private final Tenants tenants;
  private final TenantDirectory directory;
  private final Ledger ledger;
  private final ConversationRegistry registry;
  private final DeskHandover handover;
  private final DeskAvailability availability;
  private final TemplateOrders templates;

  ConversationChanges(
      Tenants tenants,
      TenantDirectory directory,
      Ledger ledger,
      ConversationRegistry registry,
      DeskHandover handover,
      DeskAvailability availability,
      TemplateOrders templates) {
    this.tenants = tenants;
    this.directory = directory;
    this.ledger = ledger;
    this.registry = registry;
    this.handover = handover;
    this.availability = availability;
    this.templates = templates;
  }

  /** Carries out a command. */
  Outcome command(
      Envelope<?> envelope, Desk desk, DeskEvent.AgentMessage said, AgentCommand command) {
    return in(
        envelope,
        desk,
        said.to(),
        conversation ->
            switch (command) {
              case AgentCommand.ToDesk(var name) ->
                  passOn(envelope, desk, conversation, new Wish(said.id(), name, null));
              case AgentCommand.Close _ -> close(envelope, desk, conversation, said.id());
              case AgentCommand.ListTemplates _, AgentCommand.SendTemplate _ ->
                  tell(
                      envelope,
                      desk,
                      conversation,
                      NoticeKind.TEMPLATES,
                      Map.of("templates", templates.listed(conversation.channel().value())),
                      said.id());
              case AgentCommand.Help _ ->
                  tell(
                      envelope,
                      desk,
                      conversation,
                      NoticeKind.COMMANDS,
                      Map.of("desks", names(targets(desk, conversation))),
                      said.id());
            });
  }

  Outcome handOver(Envelope<?> envelope, Desk desk, DeskEvent.HandedOver asked) {
    return in(
        envelope,
        desk,
        asked.to(),
        conversation ->
            passOn(
                envelope,
                desk,
                conversation,
                new Wish(asked.id(), asked.target(), asked.summary())));
  }

  Outcome close(Envelope<?> envelope, Desk desk, DeskEvent.Closed closed) {
    return in(
        envelope,
        desk,
        closed.to(),
        conversation -> close(envelope, desk, conversation, closed.id()));
  }

  private interface Change {
    Outcome of(Conversation conversation);
  }

  /**
   * What an agent wants.
   *
   * @param target name or id of a desk; null: the one of the next route
   */
  private record Wish(ExternalId id, @Nullable String target, @Nullable String summary) {}

  private Outcome in(Envelope<?> envelope, Desk desk, String address, Change change) {
    try {
      return change.of(
          ledger.locate(new Ledger.DeskAddress(envelope.tenant(), desk.id(), address)));
    } catch (HttpClientErrorException.NotFound e) {
      return new Outcome.Park(Reason.UNKNOWN_PERSON, "an address no person of this desk has");
    }
  }

  private Outcome passOn(Envelope<?> envelope, Desk desk, Conversation conversation, Wish wish) {
    var others = targets(desk, conversation);
    var target = target(conversation, wish, others).flatMap(tenants::desk).filter(Desk::active);
    if (target.isEmpty()) {
      return tell(
          envelope,
          desk,
          conversation,
          NoticeKind.UNKNOWN_DESK_NAMED,
          Map.of("name", wish.target() == null ? "" : wish.target(), "desks", names(others)),
          wish.id());
    }
    var passed =
        handover.pass(
            envelope,
            new DeskHandover.Request(
                conversation.id(),
                target.get(),
                HandoverCause.AGENT,
                event(desk, wish.id()),
                wish.summary()));
    return passed ? Outcome.DONE : elsewhere(envelope, desk, conversation, wish.id());
  }

  /** The desk does not have the conversation any more. */
  private Outcome elsewhere(
      Envelope<?> envelope, Desk desk, Conversation conversation, ExternalId id) {
    return tell(envelope, desk, conversation, NoticeKind.HANDED_OVER, Map.of(), id);
  }

  private Optional<DeskId> target(Conversation conversation, Wish wish, List<DeskEntry> others) {
    var named = wish.target();
    if (named == null) {
      return tenants
          .channel(conversation.channel())
          .flatMap(channel -> next(channel, conversation));
    }
    return others.stream()
        .filter(one -> one.id().equals(named) || one.name().equalsIgnoreCase(named.strip()))
        .map(one -> new DeskId(one.id()))
        .findFirst();
  }

  private Optional<DeskId> next(Channel channel, Conversation conversation) {
    return Routes.of(channel)
        .nextDesk(
            conversation.desk(),
            RouteFacts.of(
                channel.routing(),
                conversation.person(),
                Instant.now(),
                availability::unavailable));
  }

  private Outcome close(Envelope<?> envelope, Desk desk, Conversation conversation, ExternalId id) {
    try {
      registry.close(conversation.id().value(), new ConversationRegistry.Close(envelope.tenant()));
    } catch (HttpClientErrorException.Conflict e) {
      return elsewhere(envelope, desk, conversation, id);
    }
    return tell(envelope, desk, conversation, NoticeKind.CONVERSATION_CLOSED, Map.of(), id);
  }

  private Outcome tell(
      Envelope<?> envelope,
      Desk desk,
      Conversation conversation,
      NoticeKind about,
      Map<String, String> values,
      ExternalId cause) {
    handover.tell(
        envelope,
        desk,
        conversation,
        about,
        values,
        new ExternalId(event(desk, cause)).derived("answer"));
    return Outcome.DONE;
  }

  /** Ids of messages are unique at their desk only. */
  private static String event(Desk desk, ExternalId id) {
    return "desk:" + desk.id() + ":" + id;
  }

  /** The desks that may get the conversation: not those that only read it. */
  private List<DeskEntry> targets(Desk desk, Conversation conversation) {
    var routes = tenants.channel(conversation.channel()).map(Routes::of);
    return directory.tenants().stream()
        .filter(tenant -> tenant.id().equals(desk.tenant().value()))
        .flatMap(tenant -> tenant.desks().stream())
        .filter(one -> !one.id().equals(desk.id().value()) && !one.status().equals(DISABLED))
        .filter(one -> routes.filter(of -> of.onlyReads(new DeskId(one.id()))).isEmpty())
        .toList();
  }

  private static String names(List<DeskEntry> desks) {
    return desks.isEmpty()
        ? "–"
        : desks.stream().map(DeskEntry::name).collect(Collectors.joining(", "));
  }
}
