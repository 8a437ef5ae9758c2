package io.wabridge.outbound;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.PersonWaits;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides about replies outside of the 24-hour window, on channels that hold them: they wait until
 * the person answers the channel's template, which is sent once for all of them.
 */
@Component
class WindowPlanner {

  private final PersonWaits waits;
  private final Ledger ledger;
  private final TemplateOrders templates;

  WindowPlanner(PersonWaits waits, Ledger ledger, TemplateOrders templates) {
    this.waits = waits;
    this.ledger = ledger;
    this.templates = templates;
  }

  /** What the replies do. */
  sealed interface Plan {

    /** The person has written meanwhile. */
    record Send() implements Plan {}

    /**
     * They wait.
     *
     * @param until when they fail without an answer
     * @param template what the person is sent because of this reply; null: a template was sent
     *     because of an earlier one
     */
    record Wait(Instant until, @Nullable Asking template) implements Plan {}

    /** They fail. */
    record Refuse(Reason reason, @Nullable String detail) implements Plan {}
  }

  /**
   * The message that asks the person to write.
   *
   * @param unsent whether it may still have to be published
   */
  record Asking(MessageId id, Content.Template content, boolean unsent) {}

  /** Lets the messages wait, or says why they cannot. */
  Plan plan(RegisteredReply reply, List<MessageId> messages) {
    var channel = reply.channel();
    var person = reply.located().conversation().person();
    var checked =
        person.group() == null
            ? templates.reopening(channel, person)
            : TemplateOrders.Checked.refused(Reason.GROUP, "Groups get no templates.");
    var refusal = checked.reason();
    var detail = checked.detail();
    if (refusal == null && optedOut(reply)) {
      refusal = Reason.OPTED_OUT;
    }
    var answer = waits.place(order(reply, messages, refusal == null ? checked.content() : null));
    return switch (answer.state()) {
      case OPEN -> new Plan.Send();
      case NONE -> new Plan.Refuse(refusal == null ? Reason.CONVERSATION_MOVED : refusal, detail);
      case WAITING ->
          new Plan.Wait(
              answer.until() == null
                  ? Instant.now().plus(channel.window().holdFor())
                  : answer.until(),
              asking(answer.template(), checked.content()));
    };
  }

  private static @Nullable Asking asking(
      PersonWaits.@Nullable Registered registered, Content.Template content) {
    return registered == null
        ? null
        : new Asking(
            registered.id(),
            content,
            registered.status() == Status.RECEIVED || registered.status() == Status.DELIVERING);
  }

  private static PersonWaits.Order order(
      RegisteredReply reply, List<MessageId> messages, Content.@Nullable Template template) {
    return new PersonWaits.Order(
        reply.envelope().tenant(),
        reply.located().conversation().id(),
        reply.located().lane(),
        reply.said().id(),
        messages,
        template == null ? null : part(template, reply.channel()),
        reply.channel().window().holdFor());
  }

  private static Reply.Part part(Content.Template template, Channel channel) {
    return new Reply.Part(
        Excerpt.kind(template),
        Excerpt.of(template),
        null,
        channel.history().keep(template, Origin.PERSON));
  }

  /** Who does not want marketing messages is not asked to write, whatever the template. */
  private boolean optedOut(RegisteredReply reply) {
    return Boolean.FALSE.equals(
        ledger
            .marketing(
                new Ledger.MarketingQuestion(
                    reply.envelope().tenant(),
                    reply.channel().id(),
                    reply.located().conversation().person()))
            .allowed());
  }
}
