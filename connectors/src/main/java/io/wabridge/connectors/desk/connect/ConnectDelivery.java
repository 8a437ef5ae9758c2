package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.id;

import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.connector.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages and statuses to the chat of a conversation. A chat that has ended is continued
 * by a new one, once.
 */
final class ConnectDelivery {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ConnectApi api;
  private final ConnectStart start;
  private final ConnectUpload uploads;
  private final Clock clock;

  ConnectDelivery(ConnectApi api, Clock clock) {
    this.api = api;
    this.start = new ConnectStart(api, clock);
    this.uploads = new ConnectUpload(api);
    this.clock = clock;
  }

  Delivery deliver(Message message, Context context) {
    var known = ConnectSession.of(context.session());
    try {
      if (known.isEmpty()) {
        return inNewChat(message, former(context), context);
      }
      try {
        return sent(message, chat(known.get(), context), context);
      } catch (ConnectGone e) {
        return noticeForAgents(message)
            ? new Delivery.Accepted(message.externalId(), null)
            : inNewChat(message, known.get().contact(), context);
      }
    } catch (ConnectGone e) {
      return new Delivery.Refused(Reason.DESK_CONVERSATION_GONE, String.valueOf(e.getMessage()));
    } catch (ConnectRefused e) {
      return ConnectErrors.outcome(e.reply());
    } catch (IOException e) {
      return ConnectErrors.outcome(e);
    }
  }

  /** After the end of a chat no agent reads a notice; it is no reason for a new chat. */
  private static boolean noticeForAgents(Message message) {
    return message.content() instanceof Content.Notice notice && !notice.about().byPerson();
  }

  private Delivery inNewChat(Message message, @Nullable String former, Context context)
      throws IOException, ConnectRefused, ConnectGone {
    return sent(message, start.chat(message, former, context), context);
  }

  private static @Nullable String former(Context context) {
    var session = context.session();
    return session == null ? null : session.conversation();
  }

  private ConnectChat chat(ConnectSession session, Context context) {
    return new ConnectChat(api, ConnectSettings.of(context.settings()), clock, session);
  }

  /** All parts of the message; its id at Amazon Connect is that of the first one. */
  private Delivery sent(Message message, ConnectChat chat, Context context)
      throws IOException, ConnectRefused, ConnectGone {
    var posts = ConnectEncoder.posts(message, context);
    @Nullable String first = null;
    for (var n = 0; n < posts.size(); n++) {
      var id = posted(posts.get(n), message.id() + (n == 0 ? "" : "-" + (n + 1)), chat, context);
      if (id == null) {
        return new Delivery.Deferred(
            SOON, Reason.OTHER_SIDE, "The answer of Amazon Connect names no message.");
      }
      first = first == null ? id : first;
    }
    return new Delivery.Accepted(new ExternalId(String.valueOf(first)), chat.session().session());
  }

  private @Nullable String posted(
      ConnectPost post, String clientToken, ConnectChat chat, Context context)
      throws IOException, ConnectRefused, ConnectGone {
    return switch (post) {
      case ConnectPost.Text text -> said(text, clientToken, chat);
      case ConnectPost.File file -> {
        var id = uploads.upload(file, clientToken, chat, context.media());
        yield id.isPresent() ? id.get() : linked(file, clientToken, chat, context);
      }
    };
  }

  private @Nullable String said(ConnectPost.Text text, String clientToken, ConnectChat chat)
      throws IOException, ConnectRefused, ConnectGone {
    var json = ConnectEncoder.message(text, clientToken);
    var reply = chat.post(Operation.SEND_MESSAGE, "message", json);
    if (!reply.success()) {
      throw new ConnectRefused(reply);
    }
    return id(reply.json(), "Id");
  }

  private @Nullable String linked(
      ConnectPost.File file, String clientToken, ConnectChat chat, Context context)
      throws IOException, ConnectRefused, ConnectGone {
    var limit = ConnectSettings.of(context.settings()).textLimit();
    List<String> parts = limit.parts(file.link());
    @Nullable String first = null;
    for (var n = 0; n < parts.size(); n++) {
      var text = new ConnectPost.Text(ConnectContents.PLAIN, parts.get(n));
      var id = said(text, clientToken + "-link" + n, chat);
      first = first == null ? id : first;
    }
    return first;
  }

  /** Shows a status of an agent's message. In a chat that has ended no agent sees it. */
  Delivery show(Receipt receipt, Context context) {
    var shown = new Delivery.Accepted(receipt.externalId(), null);
    var json = ConnectEncoder.receipt(receipt);
    var session = ConnectSession.of(context.session());
    if (json == null || session.isEmpty()) {
      return shown;
    }
    try {
      var reply = chat(session.get(), context).post(Operation.SEND_RECEIPT, "event", json);
      return reply.success() || ConnectErrors.withoutReceipt(reply)
          ? shown
          : ConnectErrors.outcome(reply);
    } catch (ConnectGone e) {
      return shown;
    } catch (ConnectRefused e) {
      return ConnectErrors.outcome(e.reply());
    } catch (IOException e) {
      return ConnectErrors.outcome(e);
    }
  }
}
