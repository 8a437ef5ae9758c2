package io.wabridge.suite.bench;

import io.wabridge.suite.bench.LeanServer.Reply;
import io.wabridge.suite.bench.LeanServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A minimal WhatsApp: checks the token and the format, records uploads, posts statuses, and posts
 * persons' messages as webhooks.
 */
final class WhatsAppSide {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HexFormat HEX = HexFormat.of();

  private final String run;
  private final int port;
  private final KeepAliveClient gateway;
  private final Pictures files;
  private final Map<String, Tenant> byNumber = new ConcurrentHashMap<>();
  private final Map<String, Tenant> byAccount = new ConcurrentHashMap<>();
  private final Map<String, Long> uploads = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  final AtomicInteger statusesInFlight = new AtomicInteger();
  final LongAdder statuses = new LongAdder();
  volatile Judge judge;
  volatile boolean postsStatuses = true;

  WhatsAppSide(String run, int port, KeepAliveClient gateway, Pictures files, Judge judge) {
    this.run = run;
    this.port = port;
    this.gateway = gateway;
    this.files = files;
    this.judge = judge;
  }

  void register(Tenant tenant) {
    byNumber.put(tenant.phoneNumberId, tenant);
    byAccount.put(tenant.accountId, tenant);
  }

  // --- requests of the bridge -------------------------------------------------------------------

  Reply answer(Request request) throws IOException {
    var path = request.path().split("[?]", 2)[0].split("/");
    if (path.length == 3 && path[1].equals("blob")) {
      return known(request)
          ? new Reply(200, "image/jpeg", files.file(Integer.parseInt(path[2])))
          : error(401, 190);
    }
    if (path.length < 3 || !known(request)) {
      return error(path.length < 3 ? 404 : 401, path.length < 3 ? 2500 : 190);
    }
    if (path.length == 3) {
      return path[2].equals("debug_token") ? token() : number();
    }
    return switch (path[3]) {
      case "messages" -> message(byNumber.get(path[2]), request);
      case "media" -> upload(request);
      case "subscribed_apps" ->
          request.method().equals("POST")
              ? subscribe(byAccount.get(path[2]), request)
              : Reply.json(
                  200,
                  "{\"data\":[{\"whatsapp_business_api_data\":{\"id\":\"5\",\"name\":\"bench\"}}]}");
      default -> error(404, 100);
    };
  }

  private boolean known(Request request) {
    var shown = request.header("authorization");
    return shown.startsWith("Bearer bench-token-")
        && byNumber.containsKey(shown.substring("Bearer bench-token-".length()));
  }

  private static Reply error(int status, int code) {
    return Reply.json(
        status,
        "{\"error\":{\"message\":\"bench\",\"type\":\"OAuthException\",\"code\":" + code + "}}");
  }

  private static Reply token() {
    return Reply.json(
        200,
        "{\"data\":{\"is_valid\":true,\"expires_at\":0,\"scopes\":[\"whatsapp_business_messaging\",\"whatsapp_business_management\"]}}");
  }

  private static Reply number() {
    return Reply.json(
        200,
        "{\"display_phone_number\":\"+1 555-0100\",\"verified_name\":\"Bench\",\"quality_rating\":\"GREEN\",\"status\":\"CONNECTED\"}");
  }

  private Reply subscribe(@org.jspecify.annotations.Nullable Tenant tenant, Request request)
      throws IOException {
    var json = JSON.readTree(request.body());
    if (tenant == null) {
      return error(400, 100);
    }
    var hook = URI.create(json.path("override_callback_uri").asString()).getRawPath();
    var challenge =
        gateway.send(
            "GET",
            hook
                + "?hub.mode=subscribe&hub.challenge=20261&hub.verify_token="
                + json.path("verify_token").asString(),
            "",
            new byte[0]);
    if (!challenge.text().equals("20261")) {
      return error(400, 2200);
    }
    tenant.channelHook = hook;
    return Reply.json(200, "{\"success\":true}");
  }

  private Reply upload(Request request) {
    var file = Pictures.ofForm(request.body());
    if (file.length == 0) {
      return error(400, 100);
    }
    var id = Long.toString(ids.incrementAndGet());
    uploads.put(id, Pictures.sum(file, 0, file.length));
    return Reply.json(200, "{\"id\":\"" + id + "\"}");
  }

  private Reply message(@org.jspecify.annotations.Nullable Tenant tenant, Request request) {
    var json = JSON.readTree(request.body());
    if (tenant == null || !json.path("messaging_product").asString("").equals("whatsapp")) {
      return error(400, 100);
    }
    if (json.path("status").asString("").equals("read")) {
      return Reply.json(200, "{\"success\":true}");
    }
    var type = json.path("type").asString("");
    var content = json.path(type);
    var to = json.path("to").asString("").replaceFirst("^[+]", "");
    var text = content.path(type.equals("text") ? "body" : "caption").asString("");
    var message = judge.arrives(text, false, tenant, to);
    if (message != null && !type.equals("text")) {
      var sum = uploads.remove(content.path("id").asString(""));
      if (sum == null || sum != files.sum(files.of(message))) {
        judge.wrongFile(message.tag());
      }
    }
    var wamid = "wamid.OUT" + run + ids.incrementAndGet();
    if (message != null && postsStatuses) {
      var ours = json.path("biz_opaque_callback_data");
      statusesInFlight.incrementAndGet();
      Thread.ofVirtual().start(() -> postStatuses(tenant, message, wamid, ours));
    } else if (message != null) {
      message.afterwards.run();
    }
    return Reply.json(
        200,
        "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"+"
            + to
            + "\",\"wa_id\":\""
            + to
            + "\"}],\"messages\":[{\"id\":\""
            + wamid
            + "\"}]}");
  }

  // --- persons' messages and statuses ----------------------------------------------------------

  /** Posts the statuses sent and delivered, one webhook after the other. */
  private void postStatuses(Tenant tenant, Message message, String wamid, JsonNode ours) {
    var talk = message.talk;
    try {
      for (var state : new String[] {"sent", "delivered"}) {
        var status =
            "{\"id\":\""
                + wamid
                + "\",\"status\":\""
                + state
                + "\",\"timestamp\":\""
                + seconds()
                + "\",\"recipient_id\":\""
                + talk.waId
                + "\",\"biz_opaque_callback_data\":"
                + ours
                + ",\"pricing\":{\"billable\":false,\"pricing_model\":\"PMP\",\"category\":\"service\",\"type\":\"free_customer_service\"}}";
        var answer = webhook(tenant, body(tenant, talk, "statuses", status));
        if (answer.good()) {
          statuses.increment();
        } else {
          judge.wrongFile("a status webhook was answered " + answer.status());
        }
      }
    } catch (IOException e) {
      judge.wrongFile("a status webhook could not be posted: " + e);
    } finally {
      statusesInFlight.decrementAndGet();
      message.afterwards.run();
    }
  }

  private static long seconds() {
    return System.currentTimeMillis() / 1000;
  }

  /** Posts a person's message as a webhook; returns the bridge's answer. */
  KeepAliveClient.Answer send(Message message, boolean file) throws IOException {
    return webhook(message.talk.tenant, webhookBody(message, file));
  }

  byte[] webhookBody(Message message, boolean file) {
    var talk = message.talk;
    return body(talk.tenant, talk, "messages", one(message, file));
  }

  /** One element of the webhook's list of messages. */
  String one(Message message, boolean file) {
    var head =
        "{\"from\":\""
            + message.talk.waId
            + "\",\"id\":\"wamid.IN"
            + run
            + message.tag().replace("#", "")
            + "\",\"timestamp\":\""
            + seconds()
            + "\",";
    if (!file) {
      return head
          + "\"type\":\"text\",\"text\":{\"body\":\""
          + message.tag()
          + " Good morning, is the red tandem still free on Saturday?\"}}";
    }
    var number = files.of(message);
    return head
        + "\"type\":\"image\",\"image\":{\"id\":\"77"
        + number
        + "\",\"mime_type\":\"image/jpeg\",\"sha256\":\""
        + files.digest(number)
        + "\",\"url\":\"http://127.0.0.1:"
        + port
        + "/blob/"
        + number
        + "\",\"caption\":\""
        + message.tag()
        + " the broken spoke\"}}";
  }

  static byte[] body(Tenant tenant, Talk talk, String list, String elements) {
    return ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\""
            + tenant.accountId
            + "\",\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"15550100\",\"phone_number_id\":\""
            + tenant.phoneNumberId
            + "\"},\"contacts\":["
            + contact(talk)
            + "],\""
            + list
            + "\":["
            + elements
            + "]},\"field\":\"messages\"}]}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  static String contact(Talk talk) {
    return "{\"profile\":{\"name\":\"" + talk.name + "\"},\"wa_id\":\"" + talk.waId + "\"}";
  }

  KeepAliveClient.Answer webhook(Tenant tenant, byte[] body) throws IOException {
    return gateway.send("POST", tenant.channelHook, signed(tenant, body), body);
  }

  static String signed(Tenant tenant, byte[] body) {
    return "Content-Type: application/json\r\nUser-Agent: facebookexternalua\r\nX-Hub-Signature-256: sha256="
        + HEX.formatHex(tenant.meta.of(body))
        + "\r\n";
  }
}
