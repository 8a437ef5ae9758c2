package io.wabridge.connectors.desk.chatwoot;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.chatwoot.ChatwootApi;
import io.wabridge.connectors.chatwoot.ChatwootReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Message;
import io.wabridge.model.connector.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the contact of a person and the conversation with it, and creates what is missing. Creating
 * a conversation twice would make two, so each step looks first and the whole can be repeated.
 */
final class ChatwootConversations {

  /** Marks a conversation with the person's address: a contact may have several in an inbox. */
  private static final String ADDRESS = "wabridge_address";

  private final ChatwootApi api;

  ChatwootConversations(ChatwootApi api) {
    this.api = api;
  }

  ChatwootSession locate(Message message, Context context) throws IOException, ChatwootRefused {
    var contact = contact(message, context);
    var conversation = existing(contact, message, context);
    return new ChatwootSession(
        contact,
        conversation.isPresent() ? conversation.get() : opened(contact, message, context),
        ChatwootSession.profileOf(message.person()));
  }

  /** Writes a changed name or number of the person to the contact; another owner's stay there. */
  ChatwootSession updated(ChatwootSession session, Message message, Context context) {
    var profile = ChatwootSession.profileOf(message.person());
    if (session.profile().equals(profile)) {
      return session;
    }
    var json = ChatwootPeople.profile(message.person());
    json.remove("identifier");
    if (!session.renamed(message.person())) {
      json.remove("name");
    }
    try {
      if (call("PUT", "contacts/" + session.contact(), json, context).status() != 404) {
        return session.with(profile);
      }
      // the contact was merged into another one, which has the person's address now
      var merged = call("POST", "contact_inboxes/filter", address(message, context), context);
      var contact = merged.success() ? ChatwootReply.id(merged.json()) : null;
      if (contact == null) {
        return session;
      }
      call("PUT", "contacts/" + contact, json, context);
      return new ChatwootSession(contact, session.conversation(), profile);
    } catch (IOException e) {
      return session;
    }
  }

  private String contact(Message message, Context context) throws IOException, ChatwootRefused {
    var found = call("POST", "contact_inboxes/filter", address(message, context), context);
    if (found.success()) {
      return required(found.json(), found);
    }
    if (found.status() != 404) {
      throw new ChatwootRefused(found);
    }
    var json = ChatwootPeople.profile(message.person());
    if (!json.has("name")) {
      json.put("name", ChatwootPeople.nameOf(message));
    }
    json.setAll(address(message, context));
    var created = call("POST", "contacts", json, context);
    if (created.success()) {
      return required(created.json().path("payload").path("contact"), created);
    }
    if (created.status() != 422) {
      throw new ChatwootRefused(created);
    }
    return bound(message, created, context);
  }

  /** A contact that has the person's identifier or number already gets the address, too. */
  private String bound(Message message, ChatwootReply refused, Context context)
      throws IOException, ChatwootRefused {
    var wanted =
        Stream.of(
                ChatwootPeople.identifier(message.person()), ChatwootPeople.phone(message.person()))
            .filter(Objects::nonNull)
            .toList();
    for (var value : wanted) {
      var contact = search(value, context);
      if (contact != null) {
        var path = "contacts/" + contact + "/contact_inboxes";
        var bound = call("POST", path, address(message, context), context);
        if (!bound.success()) {
          throw new ChatwootRefused(bound);
        }
        return contact;
      }
    }
    throw new ChatwootRefused(refused);
  }

  private @Nullable String search(String value, Context context)
      throws IOException, ChatwootRefused {
    var query = URLEncoder.encode(value, StandardCharsets.UTF_8);
    var found = call("GET", "contacts/search?q=" + query, null, context);
    if (!found.success()) {
      throw new ChatwootRefused(found);
    }
    return list(found.json(), "payload").stream()
        .filter(contact ->
            value.equals(word(contact, "identifier"))
                || value.equals(word(contact, "phone_number")))
        .map(ChatwootReply::id)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The newest conversation in the inbox: a message opens it if it is resolved. */
  private Optional<String> existing(String contact, Message message, Context context)
      throws IOException, ChatwootRefused {
    var found = call("GET", "contacts/" + contact + "/conversations", null, context);
    if (!found.success()) {
      throw new ChatwootRefused(found);
    }
    var inbox = ChatwootSettings.of(context.settings()).inboxId();
    var source = ChatwootPeople.sourceId(message.deskAddress());
    return conversations(found.json()).stream()
        .filter(one -> inbox.equals(id(one, "inbox_id")))
        .filter(one -> source.equals(word(one.path("additional_attributes"), ADDRESS, source)))
        .max(Comparator.comparingLong(ChatwootConversations::number))
        .map(ChatwootReply::id);
  }

  private static List<JsonNode> conversations(JsonNode json) {
    return list(json, "payload").stream().filter(one -> ChatwootReply.id(one) != null).toList();
  }

  private static long number(JsonNode conversation) {
    var number = whole(conversation, "id");
    return number == null ? 0 : number;
  }

  private String opened(String contact, Message message, Context context)
      throws IOException, ChatwootRefused {
    var json = address(message, context);
    json.put("contact_id", contact);
    json.putObject("additional_attributes")
        .put(ADDRESS, ChatwootPeople.sourceId(message.deskAddress()));
    var opened = call("POST", "conversations", json, context);
    if (!opened.success()) {
      throw new ChatwootRefused(opened);
    }
    return required(opened.json(), opened);
  }

  private static ObjectNode address(Message message, Context context) {
    return OutsideJson.object()
        .put("inbox_id", ChatwootSettings.of(context.settings()).inboxId())
        .put("source_id", ChatwootPeople.sourceId(message.deskAddress()));
  }

  private static String required(JsonNode json, ChatwootReply reply) throws ChatwootRefused {
    var id = ChatwootReply.id(json);
    if (id == null) {
      throw new ChatwootRefused(new ChatwootReply(502, OutsideJson.object(), reply.retryAfter()));
    }
    return id;
  }

  private ChatwootReply call(String method, String path, @Nullable JsonNode json, Context context)
      throws IOException {
    return api.call(Operation.SET_UP, method, path, json, context);
  }
}
