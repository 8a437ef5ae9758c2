package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages: creating is not idempotent, and every failure is a 422. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/conversations/{number}/messages")
class MessageEndpoint {
  private static final Set<String> STATUSES = Set.of("sent", "delivered", "read", "failed");

  private final Accounts accounts;
  private final Conversations conversations;
  private final Messages messages;
  private final Files files;
  private final Views views;
  private final Webhooks webhooks;
  private final JournalWriter journalWriter;
  private final Settings<ChatwootSettings> settings;

  MessageEndpoint(
      Accounts accounts,
      Conversations conversations,
      Messages messages,
      Files files,
      Views views,
      Webhooks webhooks,
      JournalWriter journalWriter,
      Settings<ChatwootSettings> settings) {
    this.accounts = accounts;
    this.conversations = conversations;
    this.messages = messages;
    this.files = files;
    this.views = views;
    this.webhooks = webhooks;
    this.journalWriter = journalWriter;
    this.settings = settings;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  JsonNode create(
      @PathVariable long account, @PathVariable long number, @RequestBody JsonNode asked) {
    return created(conversation(account, number), asked, List.of());
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  JsonNode upload(
      @PathVariable long account, @PathVariable long number, MultipartHttpServletRequest form)
      throws IOException {
    Conversation conversation = conversation(account, number);
    ObjectNode asked = Json.object();
    form.getParameterMap().forEach((name, values) -> asked.put(name, values[0]));
    List<Attachment> attachments = new ArrayList<>();
    for (var file : form.getFiles("attachments[]")) {
      attachments.add(files.store(file, asked.path("is_voice_message").asBoolean(false)));
    }
    return created(conversation, asked, attachments);
  }

  private JsonNode created(Conversation conversation, JsonNode asked, List<Attachment> files) {
    if (Json.text(asked, "message_type", "outgoing").equals("incoming")
        && !conversation.inbox().api()) {
      throw ChatwootException.message("Incoming messages are only allowed in Api inboxes");
    }
    ChatMessage message = messages.create(conversation, asked, files);
    pause();
    ObjectNode json = views.message(message);
    String echo = Json.text(asked, "echo_id");
    return echo == null ? json : json.put("echo_id", echo);
  }

  private void pause() {
    try {
      Thread.sleep(settings.now().echoDelayMs());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @GetMapping
  JsonNode list(
      @PathVariable long account,
      @PathVariable long number,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(required = false) @Nullable Long after) {
    Conversation conversation = conversation(account, number);
    List<ChatMessage> all = conversation.messages();
    List<ChatMessage> page;
    if (after != null && before != null) {
      page = all.stream().filter(m -> m.id() >= after && m.id() < before).limit(1000).toList();
    } else if (after != null) {
      page = all.stream().filter(m -> m.id() > after).limit(100).toList();
    } else {
      List<ChatMessage> older =
          before == null ? all : all.stream().filter(m -> m.id() < before).toList();
      page = older.subList(Math.max(0, older.size() - 20), older.size());
    }
    ObjectNode answer = Json.object();
    ObjectNode meta = answer.putObject("meta");
    meta.putArray("labels");
    meta.set("contact", conversation.contact().entity());
    ArrayNode payload = answer.putArray("payload");
    page.forEach(one -> payload.add(views.message(one)));
    return answer;
  }

  /** An unknown status changes nothing. */
  @PatchMapping("/{id}")
  JsonNode status(
      @PathVariable long account,
      @PathVariable long number,
      @PathVariable long id,
      @RequestBody JsonNode asked) {
    Conversation conversation = conversation(account, number);
    if (!conversation.inbox().api()) {
      throw ChatwootException.error(403, "Message status update is only allowed for API inboxes");
    }
    ChatMessage message = messages.require(conversation, id);
    String status = Json.text(asked, "status", "");
    if (STATUSES.contains(status)) {
      journalWriter.receipt(message, status);
      if (message.status(status, Json.text(asked, "external_error"))) {
        webhooks.updated(message);
      }
    }
    return views.message(message);
  }

  /** Only empties the message's attributes: the channel is not asked to send again. */
  @PostMapping("/{id}/retry")
  JsonNode retry(
      @PathVariable long account,
      @PathVariable long number,
      @PathVariable long id,
      HttpServletRequest request) {
    ChatMessage message = messages.require(conversation(account, number), id);
    message.retried();
    webhooks.updated(message);
    return views.message(message);
  }

  private Conversation conversation(long account, long number) {
    return conversations.require(accounts.require(account), number);
  }
}
