package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API: chats begin, are streamed, and stop. */
@RestController
class ContactEndpoint {
  private static final Set<String> CONTENT_TYPES =
      Set.of(
          "text/plain",
          "text/markdown",
          "application/json",
          "application/vnd.amazonaws.connect.message.interactive",
          "application/vnd.amazonaws.connect.message.interactive.response");
  private static final int MOST_STREAMS = 2;
  private static final int LONGEST_ATTRIBUTES = 32_768;

  private final Chats chats;
  private final ClientTokens tokens;
  private final ChatRules rules;

  ContactEndpoint(Chats chats, ClientTokens tokens, ChatRules rules) {
    this.chats = chats;
    this.tokens = tokens;
    this.rules = rules;
  }

  @GetMapping(path = "/instance/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  JsonNode instance(@PathVariable String id, HttpServletRequest request) {
    Instance instance = required(SignedRequests.instance(request), id);
    ObjectNode json = Json.object();
    json.putObject("Instance")
        .put("Id", instance.id())
        .put(
            "Arn",
            "arn:aws:connect:" + Instance.REGION + ":" + Instance.ACCOUNT + ":instance/" + id)
        .put("InstanceAlias", instance.alias())
        .put("InstanceStatus", "ACTIVE");
    return json;
  }

  private static Instance required(Instance signer, @Nullable String id) {
    if (!signer.id().equals(id)) {
      throw ConnectException.notFound("Instance not found");
    }
    return signer;
  }

  @PutMapping("/contact/chat")
  JsonNode start(HttpServletRequest request) {
    JsonNode asked = SignedRequests.json(request);
    Instance instance = required(SignedRequests.instance(request), Json.text(asked, "InstanceId"));
    if (!instance.flowId().equals(Json.text(asked, "ContactFlowId"))) {
      throw ConnectException.notFound("Contact flow not found");
    }
    return tokens.once(
        "chat " + instance.id(),
        Json.text(asked, "ClientToken"),
        asked,
        true,
        () -> begin(instance, asked));
  }

  private ObjectNode begin(Instance instance, JsonNode asked) {
    String name = Json.text(asked.path("ParticipantDetails"), "DisplayName", "");
    if (name.isEmpty() || name.length() > 256) {
      throw ConnectException.invalidRequest("DisplayName must have 1 to 256 characters");
    }
    ObjectNode attributes = attributes(asked.path("Attributes"));
    Set<String> types = types(asked.path("SupportedMessagingContentTypes"));
    JsonNode first = asked.path("InitialMessage");
    if (first.isObject()) {
      rules.message(Json.text(first, "ContentType", ""), Json.text(first, "Content", ""), types);
    }
    String source = source(asked);
    Chat chat = chats.open(instance, name, attributes, types, source, duration(asked).toMillis());
    if (first.isObject()) {
      chats.add(
          chat,
          "MESSAGE",
          Json.text(first, "ContentType", ""),
          Json.text(first, "Content"),
          "CUSTOMER",
          name,
          "ALL",
          List.of());
    }
    ObjectNode result = Json.object();
    result.put("ContactId", chat.id()).put("ParticipantId", chat.participantId());
    result.put("ParticipantToken", chat.participantToken());
    if (source != null) {
      result.put("ContinuedFromContactId", source);
    }
    return result;
  }

  private static ObjectNode attributes(JsonNode asked) {
    ObjectNode attributes = Json.object();
    int size = 0;
    for (var each : asked.properties()) {
      if (!each.getKey().matches("[A-Za-z0-9_-]{1,32767}") || !each.getValue().isString()) {
        throw ConnectException.invalidRequest("Attribute " + each.getKey() + " is not valid");
      }
      size += each.getKey().length() + Json.bytes(each.getValue()).length - 2;
      attributes.set(each.getKey(), each.getValue());
    }
    if (size > LONGEST_ATTRIBUTES) {
      throw ConnectException.invalidRequest("Attributes are larger than 32 KB");
    }
    return attributes;
  }

  private static Set<String> types(JsonNode asked) {
    Set<String> types = new HashSet<>();
    asked.forEach(one -> types.add(one.asString()));
    if (asked.isMissingNode()) {
      types.add("text/plain");
    }
    if (!types.contains("text/plain") || !CONTENT_TYPES.containsAll(types)) {
      throw ConnectException.invalidRequest("SupportedMessagingContentTypes is not valid");
    }
    return types;
  }

  private static Duration duration(JsonNode asked) {
    JsonNode minutes = asked.path("ChatDurationInMinutes");
    if (minutes.isMissingNode()) {
      return Duration.ofMinutes(1500);
    }
    if (!minutes.isInt() || minutes.asInt() < 60 || minutes.asInt() > 10_080) {
      throw ConnectException.invalidRequest("ChatDurationInMinutes must be from 60 to 10080");
    }
    return Duration.ofMinutes(minutes.asInt());
  }

  private @Nullable String source(JsonNode asked) {
    JsonNode persistent = asked.path("PersistentChat");
    if (!persistent.isObject()) {
      return null;
    }
    if (!Set.of("ENTIRE_PAST_SESSION", "FROM_SEGMENT")
            .contains(Json.text(persistent, "RehydrationType", ""))
        || asked.has("RelatedContactId")) {
      throw ConnectException.invalidRequest("PersistentChat is not valid");
    }
    String source = Json.text(persistent, "SourceContactId", "");
    Chat former = chats.find(source);
    if (former == null) {
      throw ConnectException.notFound("Source contact not found");
    }
    if (!chats.ended(former)) {
      throw ConnectException.of(409, "ConflictException", "The source contact has not ended");
    }
    return source;
  }

  @PostMapping("/contact/start-streaming")
  JsonNode stream(HttpServletRequest request) {
    JsonNode asked = SignedRequests.json(request);
    Chat chat = chat(request, asked);
    String topic = Json.text(asked.path("ChatStreamingConfiguration"), "StreamingEndpointArn", "");
    if (!topic.equals(chat.instance().topicArn())) {
      throw ConnectException.invalidRequest("The streaming endpoint is not accessible");
    }
    String token = Json.text(asked, "ClientToken");
    if (token == null) {
      throw ConnectException.invalidRequest("ClientToken is required");
    }
    return tokens.once(
        "stream " + chat.id(),
        token,
        asked,
        false,
        () -> {
          if (chat.streams().size() >= MOST_STREAMS) {
            throw ConnectException.of(
                429, "LimitExceededException", "A chat has at most 2 streaming endpoints");
          }
          String id = UUID.randomUUID().toString();
          chat.streams().put(id, topic);
          return Json.object().put("StreamingId", id);
        });
  }

  @PostMapping("/contact/stop-streaming")
  JsonNode stopStream(HttpServletRequest request) {
    JsonNode asked = SignedRequests.json(request);
    if (chat(request, asked).streams().remove(Json.text(asked, "StreamingId", "")) == null) {
      throw ConnectException.notFound("Stream not found");
    }
    return Json.object();
  }

  @PostMapping("/contact/stop")
  JsonNode stop(HttpServletRequest request) {
    JsonNode asked = SignedRequests.json(request);
    chats.end(chat(request, asked));
    return Json.object();
  }

  @PostMapping("/contact/attributes")
  JsonNode update(HttpServletRequest request) {
    JsonNode asked = SignedRequests.json(request);
    required(SignedRequests.instance(request), Json.text(asked, "InstanceId"));
    Chat chat = chats.find(Json.text(asked, "InitialContactId", ""));
    if (chat == null) {
      throw ConnectException.notFound("Contact not found");
    }
    chat.attributes().setAll(attributes(asked.path("Attributes")));
    return Json.object();
  }

  private Chat chat(HttpServletRequest request, JsonNode asked) {
    required(SignedRequests.instance(request), Json.text(asked, "InstanceId"));
    Chat chat = chats.find(Json.text(asked, "ContactId", ""));
    if (chat == null) {
      throw ConnectException.notFound("Contact not found");
    }
    if (chats.ended(chat)) {
      throw ConnectException.of(410, "ContactNotFoundException", "The contact has ended");
    }
    return chat;
  }
}
