package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** The control API for actions of an agent, a flow and the service in a chat. */
@RestController
@RequestMapping("/sandbox/chats/{contact}")
class AgentControl {
  private static final String EVENT = "application/vnd.amazonaws.connect.event.";

  private final Chats chats;
  private final AttachmentEndpoint attachments;
  private final ChatTopics topics;

  AgentControl(Chats chats, AttachmentEndpoint attachments, ChatTopics topics) {
    this.chats = chats;
    this.attachments = attachments;
    this.topics = topics;
  }

  record New(
      @Nullable String text,
      @Nullable String contentType,
      @Nullable JsonNode content,
      @Nullable String role,
      @Nullable String visibility,
      @Nullable JsonNode attachment) {}

  /** A message, an interactive message ({@code content}) or a generated {@code attachment}. */
  @PostMapping("/send")
  JsonNode send(@PathVariable String contact, @RequestBody New asked) throws IOException {
    Chat chat = running(contact);
    String role = asked.role() == null ? "AGENT" : asked.role();
    String visibility = asked.visibility() == null ? "ALL" : asked.visibility();
    if (asked.attachment() != null) {
      Attachment file = attachments.generated(chat, asked.attachment());
      attachments.add(chat, file, role, name(role), visibility);
      return Json.object().put("attachmentId", file.id());
    }
    String type =
        asked.contentType() != null
            ? asked.contentType()
            : asked.content() != null
                ? "application/vnd.amazonaws.connect.message.interactive"
                : "text/plain";
    String content = asked.content() != null ? asked.content().toString() : asked.text();
    ChatItem item =
        chats.add(chat, "MESSAGE", type, content, role, name(role), visibility, List.of());
    return Json.object().put("messageId", item.id());
  }

  private static String name(String role) {
    return switch (role) {
      case "AGENT" -> "Ana";
      case "SUPERVISOR" -> "Sol";
      case "CUSTOM_BOT" -> "BOT";
      default -> "SYSTEM_MESSAGE";
    };
  }

  @PostMapping("/send-files")
  JsonNode files(@PathVariable String contact, @RequestParam List<MultipartFile> file)
      throws IOException {
    Chat chat = running(contact);
    for (MultipartFile one : file) {
      String name = one.getOriginalFilename();
      String type = one.getContentType();
      Attachment stored =
          attachments.uploaded(
              chat,
              name == null || name.isBlank() ? "file" : name,
              type == null ? "application/octet-stream" : type,
              one.getInputStream());
      attachments.add(chat, stored, "AGENT", name("AGENT"), "ALL");
    }
    return Json.object().put("success", true);
  }

  @PostMapping("/typing")
  JsonNode typing(@PathVariable String contact) {
    return event(running(contact), "typing");
  }

  /** The agent has read the person's messages. */
  @PostMapping("/read")
  JsonNode read(@PathVariable String contact) {
    return event(running(contact), "message.read");
  }

  private JsonNode event(Chat chat, String name) {
    chats.add(chat, "EVENT", EVENT + name, null, "AGENT", "Ana", "ALL", List.of());
    return Json.object().put("success", true);
  }

  /** Another agent gets the chat, under another contact. */
  @PostMapping("/transfer")
  JsonNode transfer(@PathVariable String contact) {
    Chat chat = running(contact);
    chat.transferred(UUID.randomUUID().toString());
    event(chat, "transfer.succeeded");
    return Json.object().put("contactId", chat.currentContact());
  }

  @PostMapping("/end")
  JsonNode end(@PathVariable String contact) {
    chats.end(required(contact));
    return Json.object().put("success", true);
  }

  /** All connection tokens of the person expire now. */
  @PostMapping("/expire-connections")
  JsonNode expireConnections(@PathVariable String contact) {
    chats.expireConnections(required(contact));
    return Json.object().put("success", true);
  }

  /** The participant's token is not accepted any more. */
  @PostMapping("/revoke-participant")
  JsonNode revokeParticipant(@PathVariable String contact) {
    Chat chat = required(contact);
    chat.revokeParticipant();
    chats.expireConnections(chat);
    return Json.object().put("success", true);
  }

  record Again(String messageId, @Nullable String visibility) {}

  /** Streams a message once more, with another visibility beside it if one is given. */
  @PostMapping("/stream-again")
  JsonNode streamAgain(@PathVariable String contact, @RequestBody Again asked) {
    Chat chat = required(contact);
    for (ChatItem one : chat.items()) {
      if (one.id().equals(asked.messageId())) {
        String visibility = asked.visibility() == null ? one.visibility() : asked.visibility();
        topics.publish(chat.instance().topicArn(), chat, one, visibility);
      }
    }
    return Json.object().put("success", true);
  }

  private Chat required(String contact) {
    Chat chat = chats.find(contact);
    if (chat == null) {
      throw ConnectException.notFound("There is no chat " + contact);
    }
    return chat;
  }

  private Chat running(String contact) {
    Chat chat = required(contact);
    if (chats.ended(chat)) {
      throw ConnectException.of(409, "ConflictException", "The chat has ended");
    }
    return chat;
  }
}
