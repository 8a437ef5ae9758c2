package io.wabridge.sandbox.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.sandbox.Calls;
import io.wabridge.sandbox.Receiver;
import io.wabridge.sandbox.Sandbox;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GenesysSandboxTest {
  private static final String OPEN = "/api/v2/conversations/messaging/integrations/open";
  private static final String FROM =
      "\"channel\":{\"from\":{\"id\":\"15550100042\",\"idType\":\"Opaque\",\"nickname\":\"Ana\"},\"time\":\"2026-03-02T09:15:02.118Z\",\"messageId\":\"w-1\"}";
  private static final String SECRET = "fixture-secret-not-real-0001";

  private static Sandbox sandbox;
  private Receiver receiver;
  private Calls genesys;
  private String integration;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(0, 0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void connect() throws Exception {
    receiver = new Receiver("");
    genesys = new Calls(sandbox.genesysUrl());
    genesys.post("/sandbox/reset", "");
    login();
    integration = genesys.post(OPEN, integration(SECRET)).json().path("id").asString();
  }

  private void login() throws Exception {
    String pair = "sandbox-genesys-client:sandbox-genesys-secret";
    genesys.as("Basic " + Base64.getEncoder().encodeToString(pair.getBytes()));
    JsonNode token =
        genesys
            .send(
                "POST",
                "/oauth/token",
                "grant_type=client_credentials",
                "application/x-www-form-urlencoded")
            .json();
    genesys.as(token.path("access_token").asString());
  }

  private String integration(String secret) {
    return "{\"name\":\"WA\",\"outboundNotificationWebhookUrl\":\"%s\",\"outboundNotificationWebhookSignatureSecretToken\":\"%s\",\"webhookHeaders\":{\"X-Tenant\":\"acme\"}}"
        .formatted(receiver.url(), secret);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Calls.Answer inbound(String kind, String json) throws Exception {
    return genesys.post(
        "/api/v2/conversations/messages/" + integration + "/inbound/open/" + kind, json);
  }

  private String conversation() throws Exception {
    return inbound("message?prefetchConversationId=true", "{" + FROM + ",\"text\":\"hi\"}")
        .json()
        .path("conversationId")
        .asString();
  }

  @Test
  void refusesAShortSecret() throws Exception {
    assertThat(genesys.post(OPEN, integration("fifteen-chars-x")).status()).isEqualTo(400);
  }

  @Test
  void returnsTheConversationIdOnlyOnRequest() throws Exception {
    Calls.Answer plain = inbound("message", "{" + FROM + ",\"text\":\"hi\"}");
    assertThat(plain.json().has("conversationId")).isFalse();
    assertThat(plain.header("ININ-Correlation-Id")).isPresent();
    String id = plain.json().path("id").asString();
    assertThat(
            genesys
                .get("/api/v2/conversations/messages/" + id + "/details")
                .json()
                .path("conversationId")
                .asString())
        .isEqualTo(conversation());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"x\"}",
        "{\"channel\":{\"from\":{\"id\":\"1\"},\"time\":\"2026-03-02T09:15:02.118Z\"},\"text\":\"x\"}",
        "{\"channel\":{\"from\":{\"id\":\"1\",\"idType\":\"Fax\"},\"time\":\"2026-03-02T09:15:02.118Z\"},\"text\":\"x\"}",
        "{\"channel\":{\"from\":{\"id\":\"1\",\"idType\":\"Phone\"},\"time\":\"yesterday\"},\"text\":\"x\"}",
        "{" + FROM + "}",
        "{" + FROM + ",\"text\":\"x\",\"metadata\":{\"a\":{}}}",
        "{" + FROM + ",\"content\":[{\"attachment\":{\"url\":\"http://x\",\"mime\":\"a/b\"}}]}",
        "{"
            + FROM
            + ",\"content\":[{\"attachment\":{\"mediaType\":\"Audio\",\"url\":\"http://x\",\"mime\":\"audio/ogg; codecs=opus\"}}]}",
        "{broken"
      })
  void refusesWhatGenesysRefuses(String body) throws Exception {
    Calls.Answer answer = inbound("message", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("contextId").asString())
        .isEqualTo(answer.header("ININ-Correlation-Id").orElseThrow());
  }

  @Test
  void signsAgentsMessages() throws Exception {
    String conversation = conversation();
    genesys.post("/sandbox/conversations/" + conversation + "/send", "{\"text\":\"été 👋\"}");
    Receiver.Post post = receiver.next();
    assertThat(post.header("X-Hub-Signature-256"))
        .isEqualTo(Outbound.signature(SECRET, post.body()));
    assertThat(post.header("X-Tenant")).isEqualTo("acme");
    assertThat(post.json().path("text").asString()).isEqualTo("été 👋");
    assertThat(post.json().path("channel").path("to").path("id").asString())
        .isEqualTo("15550100042");
  }

  @Test
  void acceptsReceiptsOfKnownMessagesOnly() throws Exception {
    String conversation = conversation();
    String id =
        genesys
            .post("/sandbox/conversations/" + conversation + "/send", "{\"text\":\"x\"}")
            .json()
            .path("messageId")
            .asString();
    assertThat(receipt(id, "Delivered", "").json().path("status").asString())
        .isEqualTo("Delivered");
    assertThat(genesys.get("/sandbox/messages/" + id).json().path("state").asString())
        .isEqualTo("delivery-success");
    assertThat(receipt("unknown", "Delivered", "").json().path("status").asString())
        .isEqualTo("Failed");
    assertThat(receipt(id, "Read", "").status()).isEqualTo(400);
    assertThat(receipt(id, "Failed", "").status()).isEqualTo(400);
    String reasons = ",\"reasons\":[{\"code\":\"MessageNotAllowed\",\"message\":\"closed\"}]";
    assertThat(receipt(id, "Failed", reasons).status()).isEqualTo(200);
  }

  private Calls.Answer receipt(String id, String status, String more) throws Exception {
    return inbound(
        "receipt",
        "{\"id\":\"%s\",\"channel\":{\"to\":{\"id\":\"15550100042\",\"idType\":\"Opaque\"},\"time\":\"2026-03-02T09:15:33.900Z\"},\"status\":\"%s\"%s}"
            .formatted(id, status, more));
  }

  @Test
  void countsRequestsPerToken() throws Exception {
    genesys.send("PATCH", "/sandbox/settings", "{\"ratePerMinute\":3}", "application/json");
    Calls.Answer answer = genesys.get(OPEN);
    for (int i = 0; i < 4 && answer.status() == 200; i++) {
      answer = genesys.get(OPEN);
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().path("code").asString()).isEqualTo("too.many.requests.retry.after");
    assertThat(answer.header("Retry-After")).isPresent();
    login();
    assertThat(genesys.get(OPEN).status()).isEqualTo(200);
  }

  @Test
  void retriesOnlyAfterTimeouts429And5xx() throws Exception {
    genesys.send("PATCH", "/sandbox/settings", "{\"webhookPauseMs\":20}", "application/json");
    String conversation = conversation();
    receiver.answerNext(503, 429, 200, 400, 200);
    genesys.post("/sandbox/conversations/" + conversation + "/send", "{\"text\":\"first\"}");
    genesys.post("/sandbox/conversations/" + conversation + "/send", "{\"text\":\"second\"}");
    genesys.post("/sandbox/conversations/" + conversation + "/send", "{\"text\":\"third\"}");
    for (String text : new String[] {"first", "first", "first", "second", "third"}) {
      assertThat(receiver.next().json().path("text").asString()).isEqualTo(text);
    }
  }

  @Test
  void startsANewConversationAfterTheThreadingPeriod() throws Exception {
    String first = conversation();
    genesys.post("/sandbox/conversations/" + first + "/disconnect", "");
    assertThat(conversation()).isEqualTo(first);
    genesys.post("/sandbox/conversations/" + first + "/disconnect", "");
    genesys.post("/sandbox/clock", "{\"seconds\":259201}");
    login();
    assertThat(conversation()).isNotEqualTo(first);
  }

  @Test
  void downloadsAndChecksAttachments() throws Exception {
    String conversation = conversation();
    genesys.post(
        "/sandbox/conversations/" + conversation + "/send",
        "{\"attachments\":[{\"size\":5000,\"seed\":7,\"mime\":\"application/pdf\",\"filename\":\"a.pdf\"}]}");
    JsonNode attachment = receiver.next().json().path("content").path(0).path("attachment");
    String url = attachment.path("url").asString();
    String body =
        "{%s,\"content\":[{\"attachment\":{\"mediaType\":\"File\",\"url\":\"%s\",\"mime\":\"%s\"}}]}";
    String good =
        inbound("message", body.formatted(FROM, url, "application/pdf"))
            .json()
            .path("id")
            .asString();
    String wrong =
        inbound("message", body.formatted(FROM, url, "image/png")).json().path("id").asString();
    assertThat(fetch(good).path("ok").asBoolean()).isTrue();
    assertThat(fetch(good).path("size").asInt()).isEqualTo(5000);
    assertThat(fetch(wrong).path("ok").asBoolean()).isFalse();
  }

  private JsonNode fetch(String messageId) throws Exception {
    for (int i = 0; i < 100; i++) {
      JsonNode fetches = genesys.get("/sandbox/messages/" + messageId).json().path("fetches");
      if (!fetches.isEmpty()) {
        return fetches.path(0);
      }
      Thread.sleep(50);
    }
    throw new AssertionError("never fetched");
  }

  @Test
  void refusesTheCredentialsOfOneClientForATime() throws Exception {
    genesys.post(
        "/sandbox/faults",
        "{\"operation\":\"*\",\"kind\":\"401\",\"seconds\":60,\"caller\":\"sandbox-genesys-client\"}");
    assertThat(genesys.get(OPEN).status()).isEqualTo(401);
    genesys.as(
        "Basic " + Base64.getEncoder().encodeToString("sandbox-genesys-client:x".getBytes()));
    Calls.Answer token =
        genesys.send(
            "POST",
            "/oauth/token",
            "grant_type=client_credentials",
            "application/x-www-form-urlencoded");
    assertThat(token.status()).isEqualTo(401);
    assertThat(token.json().path("error").asString()).isEqualTo("invalid_client");
    genesys.as("Basic " + Base64.getEncoder().encodeToString("another:x".getBytes()));
    assertThat(
            genesys
                .send(
                    "POST",
                    "/oauth/token",
                    "grant_type=client_credentials",
                    "application/x-www-form-urlencoded")
                .status())
        .isEqualTo(400);
  }

  @Test
  void journalHasEveryReceipt() throws Exception {
    String conversation = conversation();
    String id =
        genesys
            .post("/sandbox/conversations/" + conversation + "/send", "{\"text\":\"hello\"}")
            .json()
            .path("messageId")
            .asString();
    String receipt =
        "{\"id\":\"%s\",\"status\":\"Delivered\",\"channel\":{\"to\":{\"id\":\"15550100042\"},\"time\":\"2026-03-02T09:15:02.118Z\"}}";
    inbound("receipt", receipt.formatted(id));
    inbound("receipt", receipt.formatted(id));
    long receipts = 0;
    for (JsonNode event : genesys.get("/sandbox/journal").json().path("items")) {
      boolean delivered = event.path("status").asString("").equals("Delivered");
      boolean mine = event.path("id").asString().equals(id);
      receipts += event.path("event").asString().equals("receipt") && delivered && mine ? 1 : 0;
    }
    assertThat(receipts).isEqualTo(2);
  }
}
