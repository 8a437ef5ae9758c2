package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ShiftingClock;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API to read conversations and messages, and to wait for more of them. */
@RestController
class QueryControl {
  private final Conversations conversations;
  private final AttachmentFetcher fetcher;
  private final AccessTokens accessTokens;
  private final ShiftingClock clock;

  QueryControl(
      Conversations conversations,
      AttachmentFetcher fetcher,
      AccessTokens accessTokens,
      ShiftingClock clock) {
    this.conversations = conversations;
    this.fetcher = fetcher;
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  /** Newest first; returns at once, or after a change since the given signal. */
  @GetMapping("/sandbox/conversations")
  JsonNode list(
      @RequestParam(required = false) @Nullable String address,
      @RequestParam(defaultValue = "200") int limit,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    long beat = conversations.pulse().awaitAfter(after, timeoutMs);
    ArrayNode items = Json.array();
    conversations.all().stream()
        .filter(one -> address == null || one.address().equals(address))
        .sorted(Comparator.comparingLong(Conversation::lastAtMs).reversed())
        .limit(limit)
        .forEach(one -> items.add(summary(one)));
    return Json.object()
        .put("beat", beat)
        .put("inboundTotal", conversations.inboundTotal())
        .set("items", items);
  }

  @GetMapping("/sandbox/conversations/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long atLeast,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    Conversation conversation = conversations.require(id);
    if (after >= 0) {
      conversation.pulse().awaitAfter(after, timeoutMs);
    } else {
      conversation.talks().await(atLeast, timeoutMs);
    }
    ObjectNode view = summary(conversation);
    ArrayNode messages = view.putArray("messages");
    conversation.talks().all().forEach(talk -> messages.add(talk.view()));
    return view;
  }

  private ObjectNode summary(Conversation conversation) {
    return Json.object()
        .put("id", conversation.id())
        .put("integrationId", conversation.integrationId())
        .put("address", conversation.address())
        .put("nickname", conversation.nickname())
        .put("state", conversation.connected() ? "connected" : "disconnected")
        .put("total", conversation.talks().total())
        .put("lastAt", conversation.lastAtMs())
        .put("customerTyping", conversation.typingUntilMs() > clock.millis())
        .put("beat", conversation.pulse().count());
  }

  @GetMapping("/sandbox/counters")
  JsonNode counters() {
    return accessTokens
        .counted()
        .put("inbound", conversations.inboundTotal())
        .put("repeatedChannelMessageId", conversations.repeats());
  }

  @GetMapping("/sandbox/message")
  JsonNode byChannelId(@RequestParam String channelMessageId) {
    ConversationMessage talk = conversations.byChannelId(channelMessageId);
    if (talk == null) {
      throw GenesysException.notFound("message " + channelMessageId);
    }
    return talk.view().put("conversationId", talk.conversation().id());
  }

  @GetMapping("/sandbox/messages/{id}")
  JsonNode message(@PathVariable String id) {
    ConversationMessage talk = conversations.talk(id);
    if (talk == null) {
      throw GenesysException.notFound("message " + id);
    }
    return talk.view().put("conversationId", talk.conversation().id());
  }

  @GetMapping("/sandbox/fetched/{messageId}")
  ResponseEntity<Resource> fetched(@PathVariable String messageId) {
    AttachmentFetcher.Fetched fetched = fetcher.kept(messageId);
    if (fetched == null) {
      throw GenesysException.notFound("attachment of " + messageId);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(fetched.mime()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox")
        .body(new FileSystemResource(fetched.blob().file()));
  }
}
