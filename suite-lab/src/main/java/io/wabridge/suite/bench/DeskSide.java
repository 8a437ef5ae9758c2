package io.wabridge.suite.bench;

import io.wabridge.suite.bench.LeanServer.Reply;
import io.wabridge.suite.bench.LeanServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A minimal Genesys Cloud: issues tokens, receives messages, fetches their files, receives
 * receipts, and posts agents' messages as webhooks.
 */
final class DeskSide {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String API = "/api/v2/conversations/";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final String run;
  private final int port;
  private final KeepAliveClient gateway;
  private final Pictures files;
  private final Map<String, Tenant> byClient = new ConcurrentHashMap<>();
  private final Map<String, Tenant> byIntegration = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  final AtomicInteger fetching = new AtomicInteger();
  final LongAdder receipts = new LongAdder();
  volatile Judge judge;

  DeskSide(String run, int port, KeepAliveClient gateway, Pictures files, Judge judge) {
    this.run = run;
    this.port = port;
    this.gateway = gateway;
    this.files = files;
    this.judge = judge;
  }

  void register(Tenant tenant) {
    byClient.put(tenant.clientId, tenant);
  }

  // --- requests of the bridge -------------------------------------------------------------------

  Reply answer(Request request) {
    var path = request.path();
    if (path.equals("/oauth/token")) {
      return token(request);
    }
    if (path.startsWith("/api/v2/downloads/")) {
      return new Reply(
          200,
          "image/jpeg",
          files.file(Integer.parseInt(path.substring("/api/v2/downloads/".length()))));
    }
    if (path.equals("/plain")) {
      return plain(request);
    }
    var shown = request.header("authorization");
    var tenant = shown.startsWith("Bearer desk-") ? byClient.get(shown.substring(12)) : null;
    if (tenant == null) {
      return Reply.json(
          401, "{\"message\":\"no token\",\"code\":\"bad.credentials\",\"status\":401}");
    }
    if (path.startsWith(API + "messaging/integrations/open")) {
      return integration(tenant, request);
    }
    if (!path.startsWith(API + "messages/" + tenant.integration + "/inbound/open/")) {
      return Reply.json(404, "{\"message\":\"not here\",\"code\":\"not.found\",\"status\":404}");
    }
    return path.endsWith("/receipt") ? receipt() : message(tenant, request);
  }

  private Reply token(Request request) {
    var basic = request.header("authorization").replaceFirst("^Basic ", "");
    var pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8).split(":", 2);
    var tenant = byClient.get(pair[0]);
    return tenant != null && pair.length == 2 && tenant.clientSecret.equals(pair[1])
        ? Reply.json(
            200,
            "{\"access_token\":\"desk-"
                + tenant.clientId
                + "\",\"token_type\":\"bearer\",\"expires_in\":86399}")
        : Reply.json(401, "{\"error\":\"invalid_client\"}");
  }

  private Reply integration(Tenant tenant, Request request) {
    if (request.body().length > 0) {
      var json = JSON.readTree(request.body());
      tenant.deskHook =
          URI.create(json.path("outboundNotificationWebhookUrl").asString()).getRawPath();
      tenant.genesys =
          Signing.with(json.path("outboundNotificationWebhookSignatureSecretToken").asString());
      if (tenant.integration.isEmpty()) {
        tenant.integration = UUID.randomUUID().toString();
        byIntegration.put(tenant.integration, tenant);
      }
    }
    return Reply.json(
        200,
        "{\"id\":\""
            + tenant.integration
            + "\",\"name\":\"bench\",\"status\":\"active\",\"createStatus\":\"Completed\",\"outboundNotificationWebhookUrl\":\"http://localhost"
            + tenant.deskHook
            + "\"}");
  }

  private Reply receipt() {
    receipts.increment();
    return Reply.json(200, "{\"id\":\"" + newId() + "\",\"type\":\"Receipt\"}");
  }

  private String newId() {
    return run + "-" + ids.incrementAndGet();
  }

  private Reply message(Tenant tenant, Request request) {
    var json = JSON.readTree(request.body());
    var channel = json.path("channel");
    var address = channel.path("from").path("id").asString("");
    var message = judge.arrives(json.path("text").asString(""), true, tenant, address);
    var conversation = "";
    if (message != null) {
      var talk = message.talk;
      talk.address = address;
      if (talk.conversation.isEmpty()) {
        talk.conversation = "c-" + run + "-" + talk.number;
      }
      conversation = talk.conversation;
      message.afterwards.run();
      var url = json.path("content").path(0).path("attachment").path("url").asString("");
      if (!url.isEmpty()) {
        fetching.incrementAndGet();
        Thread.ofVirtual().start(() -> fetch(url, message));
      }
    }
    return Reply.json(
        200,
        "{\"id\":\""
            + newId()
            + "\",\"channel\":{\"id\":\""
            + tenant.integration
            + "\",\"platform\":\"Open\",\"type\":\"Private\",\"messageId\":"
            + channel.path("messageId")
            + "},\"type\":\"Text\",\"direction\":\"Inbound\""
            + (request.path().contains("prefetchConversationId=true")
                ? ",\"conversationId\":\"" + conversation + "\""
                : "")
            + "}");
  }

  /** Fetches the file behind a link, as Genesys does. */
  private void fetch(String url, Message message) {
    try {
      var uri = URI.create(url);
      var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      var file = gateway.send("GET", uri.getRawPath() + query, "", new byte[0]);
      if (!file.good() || !files.same(files.of(message), file.body(), 0, file.body().length)) {
        judge.wrongFile("%s, HTTP %d".formatted(message.tag(), file.status()));
      }
    } catch (IOException e) {
      judge.wrongFile(message.tag() + " " + e);
    } finally {
      fetching.decrementAndGet();
    }
  }

  /** A message of the plain route: the unchanged webhook. */
  private Reply plain(Request request) {
    var value =
        JSON.readTree(request.body()).path("entry").path(0).path("changes").path(0).path("value");
    var said = value.path("messages").path(0);
    var type = said.path("type").asString("");
    var text = said.path(type).path(type.equals("text") ? "body" : "caption").asString("");
    var number = value.path("metadata").path("phone_number_id").asString("");
    @Nullable Tenant tenant =
        byClient.values().stream()
            .filter(one -> one.phoneNumberId.equals(number))
            .findFirst()
            .orElse(null);
    if (tenant != null) {
      var message = judge.arrives(text, true, tenant, said.path("from").asString(""));
      if (message != null) {
        message.afterwards.run();
      }
    }
    return Reply.json(200, "{\"id\":\"" + newId() + "\"}");
  }

  // --- agents' messages ------------------------------------------------------------------------

  /** Posts an agent's message as a webhook; returns the bridge's answer. */
  KeepAliveClient.Answer send(Message message, boolean file) throws IOException {
    var talk = message.talk;
    var tenant = talk.tenant;
    var id = newId();
    var content = "";
    if (file) {
      content =
          ",\"content\":[{\"contentType\":\"Attachment\",\"attachment\":{\"id\":\"a"
              + id
              + "\",\"mediaType\":\"Image\",\"url\":\"http://127.0.0.1:"
              + port
              + "/api/v2/downloads/"
              + files.of(message)
              + "\",\"mime\":\"image/jpeg\",\"filename\":\"photo.jpg\"}}]";
    }
    var body =
        ("{\"id\":\""
                + id
                + "\",\"channel\":{\"id\":\""
                + tenant.integration
                + "\",\"platform\":\"Open\",\"type\":\"Private\",\"to\":{\"id\":\""
                + talk.address
                + "\",\"idType\":\"Opaque\"},\"from\":{\"nickname\":\"bench\",\"id\":\""
                + tenant.integration
                + "\",\"idType\":\"Opaque\"},\"time\":\""
                + TIME.format(Instant.now())
                + "\",\"messageId\":\""
                + id
                + "\"},\"type\":\"Text\",\"text\":\""
                + message.tag()
                + " Yes, the red one is free, shall I keep it for you?\""
                + content
                + ",\"originatingEntity\":\"Human\",\"direction\":\"Outbound\",\"conversationId\":\""
                + talk.conversation
                + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    return gateway.send(
        "POST",
        tenant.deskHook,
        "Content-Type: application/json\r\nX-Hub-Signature-256: sha256="
            + Base64.getEncoder().encodeToString(tenant.genesys.of(body))
            + "\r\n",
        body);
  }
}
