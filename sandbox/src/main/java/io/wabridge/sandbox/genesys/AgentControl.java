package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for actions of an agent in a conversation. */
@RestController
@RequestMapping("/sandbox/conversations")
class AgentControl {
  private final Conversations conversations;
  private final Integrations integrations;
  private final Agent agent;
  private final Downloads downloads;
  private final Blobs blobs;
  private final ShiftingClock clock;
  private final Settings<GenesysSettings> settings;

  AgentControl(
      Conversations conversations,
      Integrations integrations,
      Agent agent,
      Downloads downloads,
      Blobs blobs,
      ShiftingClock clock,
      Settings<GenesysSettings> settings) {
    this.conversations = conversations;
    this.integrations = integrations;
    this.agent = agent;
    this.downloads = downloads;
    this.blobs = blobs;
    this.clock = clock;
    this.settings = settings;
  }

  record New(String integrationId, String address, @Nullable String text) {}

  @PostMapping
  JsonNode start(@RequestBody New asked) {
    integrations.require(asked.integrationId());
    Conversation conversation = conversations.join(asked.integrationId(), asked.address());
    conversations.beat(conversation);
    ObjectNode answer = Json.object().put("conversationId", conversation.id());
    if (asked.text() != null) {
      answer.put("messageId", agent.send(conversation, asked.text(), List.of()).id());
    }
    return answer;
  }

  @PostMapping("/{id}/send")
  JsonNode send(@PathVariable String id, @RequestBody JsonNode asked) throws IOException {
    List<Download> attachments = new ArrayList<>();
    for (JsonNode attachment : asked.path("attachments")) {
      attachments.add(agent.generated(attachment));
    }
    return sent(agent.send(conversations.require(id), Json.text(asked, "text"), attachments));
  }

  @PostMapping("/{id}/send-files")
  JsonNode files(
      @PathVariable String id,
      @RequestParam List<MultipartFile> file,
      @RequestParam(required = false) @Nullable String text)
      throws IOException {
    Conversation conversation = conversations.require(id);
    List<Download> attachments = new ArrayList<>();
    for (MultipartFile one : file) {
      try (InputStream in = one.getInputStream()) {
        String mime =
            one.getContentType() == null ? "application/octet-stream" : one.getContentType();
        String name = one.getOriginalFilename() == null ? "file" : one.getOriginalFilename();
        attachments.add(downloads.keep(blobs.store(in), mime, name));
      }
    }
    return sent(agent.send(conversation, text, attachments));
  }

  record QuickReply(String text, @Nullable String payload) {}

  record QuickReplies(@Nullable String text, List<QuickReply> replies) {}

  @PostMapping("/{id}/quick-replies")
  JsonNode quickReplies(@PathVariable String id, @RequestBody QuickReplies asked) {
    ArrayNode content = Json.array();
    for (QuickReply reply : asked.replies()) {
      ObjectNode one = content.addObject().put("contentType", "QuickReply");
      one.putObject("quickReply")
          .put("text", reply.text())
          .put("payload", reply.payload() == null ? reply.text() : reply.payload())
          .put("action", "Message");
    }
    return sent(agent.structured(conversations.require(id), asked.text(), content));
  }

  @PostMapping("/{id}/structured")
  JsonNode structured(@PathVariable String id, @RequestBody JsonNode asked) {
    return sent(
        agent.structured(
            conversations.require(id), Json.text(asked, "text"), asked.path("content")));
  }

  @PostMapping("/{id}/raw")
  JsonNode raw(@PathVariable String id, @RequestBody JsonNode message) {
    agent.raw(conversations.require(id), message);
    return Json.object().put("success", true);
  }

  @PostMapping("/{id}/typing")
  JsonNode typing(@PathVariable String id) {
    Conversation conversation = conversations.require(id);
    boolean allowed = settings.now().alwaysTyping() || agent.mayType(conversation);
    if (allowed) {
      agent.typing(conversation);
    }
    return Json.object().put("sent", allowed);
  }

  @PostMapping("/{id}/disconnect")
  JsonNode disconnect(@PathVariable String id) {
    Conversation conversation = conversations.require(id);
    conversation.disconnect(clock.millis());
    conversations.beat(conversation);
    return Json.object().put("success", true);
  }

  private static JsonNode sent(ConversationMessage talk) {
    return Json.object().put("messageId", talk.id());
  }
}
