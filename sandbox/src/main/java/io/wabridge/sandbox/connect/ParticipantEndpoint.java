package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The participant API. Only the bearer header counts; a signature beside it is not looked at. */
@RestController
@RequestMapping("/participant")
class ParticipantEndpoint {
  private static final String BEARER = "X-Amz-Bearer";
  private static final String EVENT = "application/vnd.amazonaws.connect.event.";
  private static final Set<String> EVENTS =
      Set.of("typing", "message.delivered", "message.read", "connection.acknowledged");

  private final Chats chats;
  private final ClientTokens tokens;
  private final ChatRules rules;
  private final JournalWriter journalWriter;
  private final ShiftingClock clock;
  private final Settings<ConnectSettings> settings;

  ParticipantEndpoint(
      Chats chats,
      ClientTokens tokens,
      ChatRules rules,
      JournalWriter journalWriter,
      ShiftingClock clock,
      Settings<ConnectSettings> settings) {
    this.chats = chats;
    this.tokens = tokens;
    this.rules = rules;
    this.journalWriter = journalWriter;
    this.clock = clock;
    this.settings = settings;
  }

  @PostMapping("/connection")
  JsonNode connect(
      @RequestHeader(name = BEARER, required = false) @Nullable String bearer,
      @RequestBody JsonNode asked) {
    Chat chat = chats.ofParticipant(bearer);
    boolean credentials = false;
    for (JsonNode type : asked.path("Type")) {
      credentials |= type.asString().equals("CONNECTION_CREDENTIALS");
    }
    if (!credentials) {
      throw ConnectException.validation("Type must contain CONNECTION_CREDENTIALS");
    }
    if (!asked.path("ConnectParticipant").asBoolean(false)) {
      throw ConnectException.validation("This sandbox has no websocket: set ConnectParticipant");
    }
    if (chat.streams().isEmpty()) {
      throw ConnectException.accessDenied();
    }
    long expires = clock.millis() + settings.now().connectionSeconds() * 1000;
    ObjectNode json = Json.object();
    json.putObject("ConnectionCredentials")
        .put("ConnectionToken", chats.connect(chat, expires))
        .put("Expiry", Instant.ofEpochMilli(expires).toString());
    if (!chat.connected()) {
      chat.connect();
      greet(chat);
    }
    return json;
  }

  /** The flow of the contact begins to run. */
  private void greet(Chat chat) {
    chats.changed(chat);
    String greeting = chat.instance().greeting();
    if (!greeting.isEmpty()) {
      chats.add(
          chat, "MESSAGE", "text/plain", greeting, "SYSTEM", "SYSTEM_MESSAGE", "ALL", List.of());
    }
  }

  @PostMapping("/message")
  JsonNode message(
      @RequestHeader(name = BEARER, required = false) @Nullable String bearer,
      @RequestBody JsonNode asked) {
    Chat chat = chats.ofConnection(bearer);
    String type = Json.text(asked, "ContentType", "");
    String content = Json.text(asked, "Content", "");
    rules.message(type, content, chat.contentTypes());
    return tokens.once(
        "message " + chat.id(),
        Json.text(asked, "ClientToken"),
        asked,
        false,
        () -> {
          ChatItem item =
              chats.add(
                  chat, "MESSAGE", type, content, "CUSTOMER", chat.displayName(), "ALL", List.of());
          return named(item);
        });
  }

  private static ObjectNode named(ChatItem item) {
    return Json.object()
        .put("Id", item.id())
        .put("AbsoluteTime", Instant.ofEpochMilli(item.atMs()).toString());
  }

  @PostMapping("/event")
  JsonNode event(
      @RequestHeader(name = BEARER, required = false) @Nullable String bearer,
      @RequestBody JsonNode asked) {
    Chat chat = chats.ofConnection(bearer);
    String type = Json.text(asked, "ContentType", "");
    String name = type.startsWith(EVENT) ? type.substring(EVENT.length()) : "";
    if (!EVENTS.contains(name)) {
      throw ConnectException.validation("ContentType is not an event of a customer");
    }
    String content = Json.text(asked, "Content");
    String status = name.startsWith("message.") ? name.substring("message.".length()) : "";
    String message = status.isEmpty() ? "" : receipt(chat, status, content);
    return tokens.once(
        "event " + chat.id(),
        Json.text(asked, "ClientToken"),
        asked,
        false,
        () -> {
          ChatItem item =
              chats.add(
                  chat, "EVENT", type, content, "CUSTOMER", chat.displayName(), "ALL", List.of());
          if (!status.isEmpty()) {
            journalWriter.receipt(chat, message, status);
          }
          return named(item);
        });
  }

  /** Returns the id of the message. */
  private String receipt(Chat chat, String status, @Nullable String content) {
    String id = content == null ? "" : Json.text(json(content), "messageId", "");
    boolean known =
        chat.items().stream()
            .anyMatch(one -> one.id().equals(id) && !"CUSTOMER".equals(one.role()));
    if (!known) {
      throw ConnectException.validation("messageId is not a message of another participant");
    }
    if (!"read".equals(chat.receipts().get(id))) {
      chat.receipts().put(id, status);
    }
    chats.changed(chat);
    return id;
  }

  private static JsonNode json(String content) {
    try {
      return Json.MAPPER.readTree(content);
    } catch (JacksonException e) {
      throw ConnectException.validation("Content is not JSON");
    }
  }

  @PostMapping("/transcript")
  JsonNode transcript(
      @RequestHeader(name = BEARER, required = false) @Nullable String bearer,
      @RequestBody JsonNode asked) {
    Chat chat = chats.ofConnection(bearer);
    int most = asked.path("MaxResults").asInt(10);
    if (most < 1 || most > 100) {
      throw ConnectException.validation("MaxResults must be from 1 to 100");
    }
    boolean ascending = Json.text(asked, "SortOrder", "ASCENDING").equals("ASCENDING");
    String after = Json.text(asked, "NextToken", Json.text(asked.path("StartPosition"), "Id", ""));
    Comparator<ChatItem> order = Comparator.comparingLong(ChatItem::atMs);
    List<ChatItem> visible =
        chat.items().stream()
            .filter(one -> !one.visibility().equals("AGENT"))
            .sorted(ascending ? order : order.reversed())
            .toList();
    int from = 0;
    for (int n = 0; n < visible.size(); n++) {
      if (visible.get(n).id().equals(after)) {
        from = n + (asked.has("NextToken") ? 1 : 0);
      }
    }
    List<ChatItem> page = visible.subList(from, Math.min(visible.size(), from + most));
    ObjectNode json = Json.object().put("InitialContactId", chat.id());
    var items = json.putArray("Transcript");
    page.forEach(one -> items.add(one.view(chat)));
    if (from + page.size() < visible.size()) {
      json.put("NextToken", page.getLast().id());
    }
    return json;
  }

  @PostMapping("/disconnect")
  JsonNode disconnect(
      @RequestHeader(name = BEARER, required = false) @Nullable String bearer,
      @RequestBody JsonNode asked) {
    chats.end(chats.ofConnection(bearer));
    return Json.object();
  }
}
