package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Accepts replies. The public API has found the person and the conversation and passes them in the
 * query ({@code to}, {@code conversation}), with the id that the reply gets ({@code id}).
 */
final class ApiIngress {

  static final String MESSAGES = "/messages";
  static final String PREFIX = "Bearer wbk_";

  static final List<WebhookRoute> ROUTES =
      List.of(
          new WebhookRoute(
              "POST",
              MESSAGES,
              256 * 1024,
              new WebhookRoute.Proof("authorization", PREFIX + "\\S{1,400}")));

  private ApiIngress() {}

  static Ingress receive(WebhookRequest request, Secret apiKey) {
    if (!genuine(request, apiKey)) {
      return new Ingress.Rejected(401);
    }
    List<ApiReply.Problem> problems = new ArrayList<>();
    Optional<WebhookPart> part = part(request, problems);
    return part.isPresent()
        ? new Ingress.Accepted(List.of(part.get()), accepted(request))
        : new Ingress.Replied(refused(problems));
  }

  static List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    List<ApiReply.Problem> problems = new ArrayList<>();
    return List.of(
        part(request, problems)
            .orElseThrow(() -> new WebhookUnreadable("The reply is not valid: " + problems)));
  }

  /** The bearer token is wbk_, the desk's id, an underscore and the API key. */
  private static boolean genuine(WebhookRequest request, Secret apiKey) {
    @Nullable String header = request.header("authorization");
    if (header == null || !header.startsWith(PREFIX) || apiKey.reveal().isEmpty()) {
      return false;
    }
    String shown = header.substring(header.lastIndexOf('_') + 1);
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), apiKey.reveal().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<WebhookPart> part(
      WebhookRequest request, List<ApiReply.Problem> problems) {
    String to = parameter(request, "to");
    JsonNode body = OutsideJson.readOrNothing(new String(request.body(), StandardCharsets.UTF_8));
    Optional<Content> content = ApiReply.read(body, problems);
    if (to.isEmpty()) {
      problems.add(new ApiReply.Problem("to", "is required"));
    }
    if (content.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode part = OutsideJson.object();
    part.put("id", id(request));
    part.put("to", to);
    part.put("conversation", parameter(request, "conversation"));
    part.set("message", body);
    return Optional.of(WebhookPart.message("", "api:" + to, id(request), OutsideJson.write(part)));
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
  private static WebhookReply refused(List<ApiReply.Problem> problems) {
    ObjectNode json = OutsideJson.object();
    json.put("type", "about:blank");
    json.put("title", "Unprocessable Content");
    json.put("status", 422);
    json.put("code", "INVALID_MESSAGE");
    json.put("retryable", false);
    json.put(
        "detail",
        problems.isEmpty()
            ? "The message is not valid."
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
