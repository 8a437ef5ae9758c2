package io.wabridge.sandbox.dialog360;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.sandbox.Calls;
import io.wabridge.sandbox.Hmac;
import io.wabridge.sandbox.Receiver;
import io.wabridge.sandbox.Sandbox;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class Dialog360FacadeTest {
  private static final String ROSA = "/sandbox/persons/447700900123";
  private static final String TEXT =
      "{\"messaging_product\":\"whatsapp\",\"to\":\"447700900123\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}";

  private static Sandbox sandbox;
  private Receiver receiver;
  private Calls meta;
  private Calls gateway;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(0, 0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void register() throws Exception {
    receiver = new Receiver("");
    meta = new Calls(sandbox.whatsappUrl());
    meta.post("/sandbox/reset", "");
    meta.post("/sandbox/persons", "{\"waId\":\"447700900123\",\"name\":\"Rosa\"}");
    gateway = calls("sandbox-360dialog-key");
    assertThat(register(receiver.url(), "s3cr3t-demo").status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private static Calls calls(String key) {
    return new Calls(sandbox.whatsappUrl() + "/360dialog").as("D360-API-KEY", key);
  }

  private Calls.Answer register(String url, String secret) throws Exception {
    return gateway.post(
        "/v1/configs/webhook",
        "{\"url\":\"%s\",\"headers\":{\"X-Bridge-Secret\":\"%s\"}}".formatted(url, secret));
  }

  private String say(String json) throws Exception {
    return meta.post(ROSA + "/say", json).json().path("messageId").asString();
  }

  private static JsonNode said(Calls.Answer answer) {
    return answer.json().path("meta");
  }

  @Test
  void showsTheRegisteredAddressAndHidesItsHeaders() throws Exception {
    Calls.Answer answer = gateway.get("/v1/configs/webhook");
    assertThat(answer.json().path("url").asString()).isEqualTo(receiver.url());
    assertThat(answer.body()).doesNotContain("s3cr3t-demo");
    meta.post("/sandbox/reset", "");
    assertThat(gateway.get("/v1/configs/webhook").status()).isEqualTo(404);
  }

  @Test
  void postsMetasBytesWithTheRegisteredHeaders() throws Exception {
    say("{\"text\":\"hello\"}");
    Receiver.Post post = receiver.next("hello");
    assertThat(post.header("X-bridge-secret")).isEqualTo("s3cr3t-demo");
    assertThat(post.headers()).doesNotContainKeys("X-hub-signature-256", "X-360dialog-signature");
    assertThat(post.json().path("object").asString()).isEqualTo("whatsapp_business_account");
  }

  @Test
  void signsWhatAPartnerGets() throws Exception {
    meta.post(
        "/sandbox/360dialog/keys",
        "{\"apiKey\":\"partner\",\"phoneNumberId\":\"900800700600500\",\"platformSecret\":\"p-1\"}");
    meta.post(
        "/sandbox/360dialog/keys",
        "{\"apiKey\":\"sandbox-360dialog-key\",\"phoneNumberId\":\"900800700600500\"}");
    calls("partner").post("/v1/configs/webhook", "{\"url\":\"%s\"}".formatted(receiver.url()));
    say("{\"text\":\"hello\"}");
    Receiver.Post post = receiver.next("hello");
    assertThat(post.header("X-360dialog-signature"))
        .isEqualTo(HexFormat.of().formatHex(Hmac.sha256("p-1", post.body())));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a_b.example.test/hook, underscore",
    "https://bridge.example.test:8443/hook, port",
    "https://bridge.example.test:443/hook, port",
    "ftp://bridge.example.test/hook, not valid",
    "'', not valid"
  })
  void refusesAddressesThatItDoesNotCall(String url, String why) throws Exception {
    Calls.Answer answer = register(url, "s3cr3t");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(said(answer).path("http_code").asInt()).isEqualTo(400);
    assertThat(said(answer).path("developer_message").asString()).contains(why);
  }

  @Test
  void takesAddressesOnPort443AndOfThisMachine() throws Exception {
    assertThat(register("https://bridge.example.test/hook_1", "s3cr3t").status()).isEqualTo(200);
    assertThat(register("http://localhost:8080/hook", "s3cr3t").status()).isEqualTo(200);
    assertThat(register("http://api-gateway:8080/hook", "s3cr3t").status()).isEqualTo(200);
    assertThat(register("https://bridge.example.test/hook", "s3cr3t_1").status()).isEqualTo(400);
  }

  @Test
  void refusesUnknownKeysAndOtherPaths() throws Exception {
    Calls.Answer unknown = calls("nonsense").post("/messages", TEXT);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(said(unknown).path("developer_message").asString()).isEqualTo("Invalid api key");
    for (String path :
        new String[] {
          "/v26.0/900800700600500/messages", "/900800700600500/messages", "/900800700600500"
        }) {
      assertThat(gateway.post(path, TEXT).status()).as(path).isEqualTo(403);
    }
    assertThat(gateway.get("/900800700600500").status()).isEqualTo(403);
  }

  @Test
  void sendsForTheNumberOfTheKey() throws Exception {
    String question = say("{\"text\":\"open\"}");
    receiver.next("open");
    Calls.Answer sent = gateway.post("/messages", TEXT);
    assertThat(sent.status()).isEqualTo(200);
    String id = sent.json().path("messages").path(0).path("id").asString();
    assertThat(id).startsWith("wamid.");
    receiver.next("\"delivered\"");
    Calls.Answer read =
        gateway.post(
            "/messages",
            "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"%s\"}"
                .formatted(question));
    assertThat(read.status()).isEqualTo(200);
    assertThat(gateway.get("/whatsapp_business_profile?fields=about").status()).isEqualTo(200);
    assertThat(gateway.get("/message_templates?limit=1").body()).contains("hello_world");
  }

  @Test
  void passesMetasErrorsOn() throws Exception {
    Calls.Answer answer = gateway.post("/messages", "{\"messaging_product\":\"whatsapp\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(100);
  }

  @Test
  void saysRateLimitWithStatus400() throws Exception {
    meta.post("/sandbox/faults", "{\"operation\":\"360dialog-messages\",\"kind\":\"429\"}");
    Calls.Answer answer = gateway.post("/messages", TEXT);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(said(answer).path("developer_message").asString())
        .containsIgnoringCase("rate limit");
  }

  @Test
  void takesTwentyFiveUploadsInASecond() {
    Key key = new Key("1", null);
    assertThat(IntStream.range(0, 60).filter(i -> key.uploads()).count()).isBetween(25L, 59L);
  }

  @Test
  void handsAFileOutAtItsOwnHostOnly() throws Exception {
    say("{\"type\":\"image\",\"size\":5000,\"mime\":\"image/jpeg\"}");
    String webhook = new String(receiver.next("\"image\"").body());
    String id = webhook.replaceAll("(?s).*\"image\":\\{[^}]*?\"id\":\"(\\d+)\".*", "$1");
    String cdn = gateway.get("/" + id).json().path("url").asString();
    assertThat(cdn).startsWith(sandbox.whatsappUrl() + "/whatsapp_business/attachments/?mid=");
    assertThat(gateway.get(cdn).status()).as("the CDN knows no keys").isEqualTo(401);
    Calls.Answer file = gateway.get(cdn.substring(sandbox.whatsappUrl().length()));
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Length")).hasValue("5000");
  }

  @Test
  void blocksTheLookUpOfFilesAfterTwentyErrors() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(gateway.get("/1234567890").code()).isEqualTo(100);
    }
    Calls.Answer blocked = gateway.get("/1234567890");
    assertThat(blocked.status()).isEqualTo(400);
    assertThat(said(blocked).path("developer_message").asString()).contains("rate limit");
    assertThat(gateway.get("/whatsapp_business_profile").status()).isEqualTo(200);
    meta.post("/sandbox/clock", "{\"seconds\":1801}");
    assertThat(gateway.get("/1234567890").code()).isEqualTo(100);
  }

  @Test
  void copiesOnlyWhatTheMainAddressTook() throws Exception {
    try (Receiver copies = new Receiver("")) {
      Calls.Answer many =
          gateway.post(
              "/multi_webhook",
              "{\"enabled\":true,\"destinations\":{\"a\":{\"url\":\"%1$s1\"},\"b\":{\"url\":\"%1$s2\"},\"c\":{\"url\":\"%1$s3\"}}}"
                  .formatted(copies.url()));
      assertThat(many.status()).isEqualTo(400);
      gateway.post(
          "/multi_webhook",
          "{\"enabled\":true,\"destinations\":{\"crm\":{\"url\":\"%s\"}}}".formatted(copies.url()));
      receiver.answerNext(500);
      say("{\"text\":\"hello\"}");
      receiver.next("hello");
      assertThat(copies.everything()).isEmpty();
      receiver.next("hello");
      copies.next("hello");
      assertThat(copies.everything()).hasSize(1);
    }
  }

  @Test
  void triesAgainForAWeek() throws Exception {
    receiver.answerNext(503, 202);
    say("{\"text\":\"hello\"}");
    receiver.next("hello");
    receiver.next("hello");
    receiver.next("hello");
    receiver.answerNext(500, 500, 500, 500, 500, 500);
    say("{\"text\":\"late\"}");
    receiver.next("late");
    meta.post("/sandbox/clock", "{\"seconds\":%d}".formatted(6 * 86_400));
    receiver.next("late");
    meta.post("/sandbox/clock", "{\"seconds\":%d}".formatted(86_400));
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!meta.get("/sandbox/webhooks").body().contains("gave-up")) {
      assertThat(System.nanoTime()).as("the webhook is given up").isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}
