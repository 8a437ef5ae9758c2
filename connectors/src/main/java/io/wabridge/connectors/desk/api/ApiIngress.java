package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accepts replies and commands. The public API has found the person and the conversation and passes
 * them in the query ({@code to}, {@code conversation}), with the id that the reply gets ({@code
 * id}).
 */
final class ApiIngress {

  static final String MESSAGES = "/messages";

  /** In bytes. */
  static final int LARGEST_MESSAGE = 256 * 1024;

  static final String PREFIX = "Bearer wbk_";

  static final List<WebhookRoute> ROUTES =
      Stream.concat(
              Stream.of(route(MESSAGES, LARGEST_MESSAGE)),
              Arrays.stream(ApiCommand.values()).map(one -> route(one.path(), 32 * 1024)))
          .toList();

  private ApiIngress() {}

  private static WebhookRoute route(String path, int maxBytes) {
    return new WebhookRoute(
        "POST", path, maxBytes, new WebhookRoute.Proof("authorization", PREFIX + "\\S{1,400}"));
  }

  static Ingress receive(WebhookRequest request, List<Secret> apiKeys) {
    if (!genuine(request, apiKeys)) {
      return new Ingress.Rejected(401);
    }
    List<ApiFields.Problem> problems = new ArrayList<>();
    Optional<WebhookPart> part = part(request, problems);
    return part.isPresent()
        ? new Ingress.Accepted(List.of(part.get()), accepted(request))
        : new Ingress.Replied(refused(problems));
  }

  static List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    List<ApiFields.Problem> problems = new ArrayList<>();
    return List.of(
        part(request, problems)
            .orElseThrow(() -> new WebhookUnreadable("The request is not valid: " + problems)));
  }

  /** The bearer token is wbk_, the desk's id, an underscore and an API key. */
  private static boolean genuine(WebhookRequest request, List<Secret> apiKeys) {
    @Nullable String header = request.header("authorization");
    if (header == null || !header.startsWith(PREFIX)) {
      return false;
    }
    byte[] shown = header.substring(header.lastIndexOf('_') + 1).getBytes(StandardCharsets.UTF_8);
    return apiKeys.stream()
        .map(key -> key.reveal().getBytes(StandardCharsets.UTF_8))
        .anyMatch(key -> key.length > 0 && MessageDigest.isEqual(shown, key));
  }

  private static Optional<WebhookPart> part(
      WebhookRequest request, List<ApiFields.Problem> problems) {
    String to = parameter(request, "to");
    if (to.isEmpty()) {
      problems.add(new ApiFields.Problem("to", "is required"));
    }
    String text = new String(request.body(), StandardCharsets.UTF_8);
    Optional<ApiCommand> command = ApiCommand.at(request.path());
    ObjectNode part = addressed(id(request), to, parameter(request, "conversation"));
    if (command.isPresent()) {
      JsonNode body = OutsideJson.readOrNothing(text.isBlank() ? "{}" : text);
      problems.addAll(command.get().check(body));
      part.put("command", request.path());
      part.set("body", body);
    } else {
      JsonNode body = OutsideJson.readOrNothing(text);
      ApiReply.read(body, problems);
      part.set("message", body);
    }
    return problems.isEmpty() ? Optional.of(part(id(request), to, part)) : Optional.empty();
  }

  /** A valid reply that came another way. */
  static WebhookPart message(String id, String to, String conversation, JsonNode body) {
    ObjectNode part = addressed(id, to, conversation);
    part.set("message", body);
    return part(id, to, part);
  }

  private static ObjectNode addressed(String id, String to, String conversation) {
    return OutsideJson.object().put("id", id).put("to", to).put("conversation", conversation);
  }

  /** Commands have the lane of messages: a conversation is closed after its last message. */
  private static WebhookPart part(String id, String to, ObjectNode part) {
    return WebhookPart.message("", "api:" + to, id, OutsideJson.write(part));
  }

  private static String id(WebhookRequest request) {
    String id = parameter(request, "id");
    return id.isEmpty()
        ? "h:"
            + Digests.sha256Hex(
                parameter(request, "to") + new String(request.body(), StandardCharsets.UTF_8))
        : id;
  }

  private static String parameter(WebhookRequest request, String name) {
    @Nullable String value = request.parameter(name);
    return value == null ? "" : WebhookPart.indexable(value);
  }

  private static WebhookReply accepted(WebhookRequest request) {
    ObjectNode json = OutsideJson.object();
    json.put("id", id(request));
    json.put("status", "accepted");
    return json(202, "application/json", json);
  }

  /** Problem details that name each field and its rule. */
  private static WebhookReply refused(List<ApiFields.Problem> problems) {
    ObjectNode json = OutsideJson.object();
    json.put("type", "about:blank");
    json.put("title", "Unprocessable Content");
    json.put("status", 422);
    json.put("code", "INVALID_MESSAGE");
    json.put("retryable", false);
    json.put(
        "detail",
        problems.isEmpty()
            ? "The request is not valid."
            : (problems.getFirst().field() + " " + problems.getFirst().problem() + ".").strip());
    problems.forEach(problem ->
        json.withArray("errors")
            .addObject()
            .put("field", problem.field())
            .put("problem", problem.problem()));
    return json(422, "application/problem+json", json);
  }

  private static WebhookReply json(int status, String type, ObjectNode json) {
    return new WebhookReply(
        status,
        Map.of("Content-Type", type),
        OutsideJson.write(json).getBytes(StandardCharsets.UTF_8));
  }
}
