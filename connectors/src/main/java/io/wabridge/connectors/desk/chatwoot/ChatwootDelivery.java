package io.wabridge.connectors.desk.chatwoot;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.chatwoot.ChatwootApi;
import io.wabridge.connectors.chatwoot.ChatwootErrors;
import io.wabridge.connectors.chatwoot.ChatwootMessageId;
import io.wabridge.connectors.chatwoot.ChatwootReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Posts messages and statuses. Chatwoot recognizes no repeated message: after an unknown outcome
 * the conversation is read before the message is posted again.
 */
final class ChatwootDelivery {

  private static final String NOT_CONNECTED = "The desk is not connected yet.";

  private final ChatwootApi api;
  private final ChatwootConversations conversations;
  private final UnknownOutcomes unknown = new UnknownOutcomes();

  ChatwootDelivery(ChatwootApi api) {
    this.api = api;
    this.conversations = new ChatwootConversations(api);
  }

  Delivery deliver(Message message, Context context) {
    if (ChatwootSettings.of(context.settings()).inboxId().isBlank()) {
      return new Delivery.Refused(Reason.DESK_NOT_CONNECTED, NOT_CONNECTED);
    }
    var delivery = located(message, context);
    if (delivery instanceof Delivery.Uncertain) {
      unknown.add(message.id());
    } else if (!(delivery instanceof Delivery.Deferred)) {
      unknown.remove(message.id());
    }
    return delivery;
  }

  private Delivery located(Message message, Context context) {
    ChatwootSession session;
    var known = ChatwootSession.of(context.session());
    try {
      session =
          known.isPresent()
              ? conversations.updated(known.get(), message, context)
              : conversations.locate(message, context);
      if (unknown.contains(message.id())) {
        var posted = posted(message, session, context);
        if (posted.isPresent()) {
          return accepted(posted.get(), session);
        }
      }
    } catch (ChatwootRefused e) {
      return unprepared(e.reply());
    } catch (IOException e) {
      return ChatwootErrors.repeatable(ChatwootErrors.outcome(e));
    }
    var delivery = post(message, session, context);
    return known.isPresent() && gone(delivery) ? located(message, context.with(null)) : delivery;
  }

  /** Without contact or conversation nothing was posted; a missing inbox or account is final. */
  private static Delivery unprepared(ChatwootReply reply) {
    return reply.status() == 404
        ? new Delivery.Refused(Reason.DESK_INTEGRATION_GONE, reply.detail())
        : ChatwootErrors.repeatable(ChatwootErrors.outcome(reply));
  }

  /** The conversation was deleted at Chatwoot. */
  private static boolean gone(Delivery delivery) {
    return delivery instanceof Delivery.Refused refused
        && refused.reason() == Reason.DESK_CONVERSATION_GONE;
  }

  /** The id of a message that an earlier attempt has posted. */
  private Optional<String> posted(Message message, ChatwootSession session, Context context)
      throws IOException, ChatwootRefused {
    var path = "conversations/" + session.conversation() + "/messages";
    var reply = api.call(Operation.SEND_MESSAGE, "GET", path, null, context);
    if (!reply.success()) {
      throw new ChatwootRefused(reply);
    }
    return list(reply.json(), "payload").stream()
        .filter(one -> message.externalId().value().equals(word(one, "source_id")))
        .flatMap(one -> Optional.ofNullable(ChatwootReply.id(one)).stream())
        .findFirst();
  }

  private Delivery post(Message message, ChatwootSession session, Context context) {
    var path = "conversations/" + session.conversation() + "/messages";
    try {
      var post = ChatwootEncoder.message(message, session, context);
      var reply = posted(path, post, context);
      if (reply.status() == 413 && post.hasFile()) {
        reply = posted(path, ChatwootEncoder.linked(message, session, context), context);
      }
      if (!reply.success()) {
        return ChatwootErrors.outcome(reply);
      }
      var id = ChatwootReply.id(reply.json());
      if (id == null) {
        return new Delivery.Uncertain("Chatwoot's answer names no message, " + reply.detail());
      }
      answer(message, session, context);
      return accepted(id, session);
    } catch (IOException e) {
      return ChatwootErrors.outcome(e);
    }
  }

  private ChatwootReply posted(String path, ChatwootPost post, Context context) throws IOException {
    return api.send(Operation.SEND_MESSAGE, "POST", path, post.body(context.media()), context);
  }

  private static Delivery accepted(String id, ChatwootSession session) {
    return new Delivery.Accepted(
        new ChatwootMessageId(session.conversation(), id).externalId(), session.session());
  }

  /**
   * A chosen option is a message for the agent; Chatwoot's question and bots get it as an answer,
   * too. The message counts: whether this call succeeds does not matter.
   */
  private void answer(Message message, ChatwootSession session, Context context) {
    var question = ChatwootEncoder.quoted(message, session);
    var inbox = ChatwootSettings.of(context.settings()).inboxIdentifier();
    if (!(message.content() instanceof Content.ChoiceReply choice)
        || question == null
        || inbox.isBlank()) {
      return;
    }
    var json = OutsideJson.object();
    json.putArray("submitted_values")
        .addObject()
        .put("name", choice.title())
        .put("title", choice.title())
        .put("value", choice.id() == null ? choice.title() : choice.id());
    var source =
        URLEncoder.encode(ChatwootPeople.sourceId(message.deskAddress()), StandardCharsets.UTF_8);
    try {
      api.asPerson(inbox, "PATCH", "/contacts/" + source + "/" + question.path(), json, context);
    } catch (IOException e) {
      // the agent has the answer as a message
    }
  }

  Delivery show(Receipt receipt, Context context) {
    var id = ChatwootMessageId.of(receipt.externalId());
    var json = ChatwootEncoder.receipt(receipt);
    if (id.isEmpty() || json == null) {
      return new Delivery.Accepted(receipt.externalId(), null);
    }
    try {
      var reply = api.call(Operation.SEND_RECEIPT, "PATCH", id.get().path(), json, context);
      // nothing is left to show a success on; that the person got nothing still needs a human
      var deleted = reply.status() == 404 && receipt.status() != Status.FAILED;
      return reply.success() || deleted
          ? new Delivery.Accepted(receipt.externalId(), null)
          : ChatwootErrors.outcome(reply);
    } catch (IOException e) {
      return ChatwootErrors.outcome(e);
    }
  }
}
