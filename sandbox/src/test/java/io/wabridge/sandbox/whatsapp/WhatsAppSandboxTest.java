package io.wabridge.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.sandbox.Calls;
import io.wabridge.sandbox.Hmac;
import io.wabridge.sandbox.Receiver;
import io.wabridge.sandbox.Sandbox;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WhatsAppSandboxTest {
  private static final String NUMBER = "/v26.0/900800700600500";
  private static final String ROSA = "/sandbox/persons/447700900123";
  private static final String TO_ROSA =
      "{\"messaging_product\":\"whatsapp\",\"to\":\"+447700900123\",";

  private static Sandbox sandbox;
  private Receiver receiver;
  private Calls meta;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(0, 0);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void subscribe() throws Exception {
    receiver = new Receiver("verify-me");
    meta = new Calls(sandbox.whatsappUrl()).as("sandbox-whatsapp-token");
    meta.post("/sandbox/reset", "");
    meta.post("/sandbox/persons", "{\"waId\":\"447700900123\",\"name\":\"Rosa é\"}");
    assertThat(subscription("verify-me").status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Calls.Answer subscription(String token) throws Exception {
    String body = "{\"override_callback_uri\":\"%s\",\"verify_token\":\"%s\"}";
    return meta.post(
        "/v26.0/700100200300400/subscribed_apps", body.formatted(receiver.url(), token));
  }

  private String say(String json) throws Exception {
    return meta.post(ROSA + "/say", json).json().path("messageId").asString();
  }

  private Calls.Answer send(String rest) throws Exception {
    return meta.post(NUMBER + "/messages", TO_ROSA + rest + "}");
  }

  private static JsonNode value(Receiver.Post post) {
    return post.json().path("entry").path(0).path("changes").path(0).path("value");
  }

  @Test
  void refusesACallbackThatDoesNotEcho() throws Exception {
    Calls.Answer answer = subscription("wrong");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(2200);
  }

  @Test
  void signsTheBytesItSends() throws Exception {
    say("{\"text\":\"grüße / 👋\"}");
    Receiver.Post post = receiver.next();
    String expected = HexFormat.of().formatHex(Hmac.sha256("local-test-secret-0001", post.body()));
    assertThat(post.header("X-Hub-Signature-256")).isEqualTo("sha256=" + expected);
    assertThat(new String(post.body())).contains("gr\\u00fc\\u00dfe \\/ \\ud83d\\udc4b");
    assertThat(value(post).path("contacts").path(0).path("wa_id").asString())
        .isEqualTo("447700900123");
  }

  @Test
  void hidesThePhoneNumberOfAPersonWithAUsername() throws Exception {
    meta.post(
        "/sandbox/persons",
        "{\"waId\":\"447700900999\",\"bsuid\":\"GB.99\",\"username\":\"x.y\",\"phoneHidden\":true}");
    meta.post("/sandbox/persons/GB.99/say", "{\"text\":\"hi\"}");
    assertThat(new String(receiver.next().body()))
        .contains("GB.99")
        .doesNotContain("447700900999\"");
    Calls.Answer sent =
        meta.post(
            NUMBER + "/messages",
            "{\"messaging_product\":\"whatsapp\",\"recipient\":\"GB.99\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}");
    assertThat(sent.json().path("contacts").path(0).has("wa_id")).isFalse();
    JsonNode status = value(receiver.next("delivered")).path("statuses").path(0);
    assertThat(status.has("recipient_id")).isFalse();
    assertThat(status.path("recipient_user_id").asString()).isEqualTo("GB.99");
  }

  @Test
  void reportsTheStatusOfAMessage() throws Exception {
    say("{\"text\":\"open\"}");
    String id =
        send("\"type\":\"text\",\"text\":{\"body\":\"x\"},\"biz_opaque_callback_data\":\"o-1\"")
            .json()
            .path("messages")
            .path(0)
            .path("id")
            .asString();
    JsonNode sent = value(receiver.next("\"sent\"")).path("statuses").path(0);
    assertThat(sent.path("id").asString()).isEqualTo(id);
    assertThat(sent.path("biz_opaque_callback_data").asString()).isEqualTo("o-1");
    assertThat(sent.path("pricing").path("category").asString()).isEqualTo("service");
    receiver.next("\"delivered\"");
    meta.post(ROSA + "/open", "");
    receiver.next("\"read\"");
  }

  @Test
  void outsideTheWindowOnlyTemplatesAreDelivered() throws Exception {
    say("{\"text\":\"open\"}");
    meta.send("PATCH", ROSA, "{\"lastMessageSecondsAgo\":86401}", "application/json");
    assertThat(send("\"type\":\"text\",\"text\":{\"body\":\"x\"}").status()).isEqualTo(200);
    JsonNode failed = value(receiver.next("failed")).path("statuses").path(0);
    assertThat(failed.path("errors").path(0).path("code").asInt()).isEqualTo(131047);
    send(
        "\"type\":\"template\",\"template\":{\"name\":\"hello_world\",\"language\":{\"code\":\"en_US\"}}");
    receiver.next("\"delivered\"");
  }

  @Test
  void ignoresAUserIdInTheWrongProperty() throws Exception {
    Calls.Answer answer =
        meta.post(
            NUMBER + "/messages",
            "{\"messaging_product\":\"whatsapp\",\"to\":\"GB.4402938475610293\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}");
    assertThat(answer.status()).isEqualTo(200);
    Thread.sleep(300);
    assertThat(receiver.everything()).isEmpty();
  }

  @Test
  void failsForANumberWithoutWhatsApp() throws Exception {
    meta.post(
        NUMBER + "/messages",
        "{\"messaging_product\":\"whatsapp\",\"to\":\"+4477009\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}");
    assertThat(new String(receiver.next("failed").body())).contains("131026");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "type":"text","text":{} | 131008
          "type":"text","text":{"body":""} | 131009
          "type":"poll","poll":{} | 100
          "type":"image","image":{"id":"1"} | 131009
          "type":"image","image":{"id":"1","link":"https://x.test/a"} | 131009
          "type":"audio","audio":{"link":"https://x.test/a","caption":"c"} | 100
          "type":"location","location":{"latitude":"91","longitude":"0"} | 131009
          "type":"contacts","contacts":[{"name":{"formatted_name":"A"}}] | 131009
          "type":"reaction","reaction":{"message_id":"x","emoji":"ok"} | 131009
          "type":"interactive","interactive":{"type":"button","body":{"text":"?"},"action":{"buttons":[]}} | 131009
          "type":"interactive","interactive":{"type":"button","body":{"text":"?"},"action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"123456789012345678901"}}]}} | 131009
          "type":"interactive","interactive":{"type":"list","body":{"text":"?"},"action":{"button":"b","sections":[{"rows":[{"id":"1"}]}]}} | 131008
          "type":"interactive","interactive":{"type":"cta_url","body":{"text":"?"},"action":{"name":"cta_url","parameters":{"display_text":"123456789012345678901","url":"https://a.test"}}} | 131009
          "type":"interactive","interactive":{"type":"cta_url","body":{"text":"?"},"action":{"name":"cta_url","parameters":{"display_text":"a","url":"ftp://a.test"}}} | 131009
          "type":"interactive","interactive":{"type":"location_request_message","header":{"type":"text","text":"a"},"body":{"text":"?"},"action":{"name":"send_location"}} | 131009
          "type":"interactive","interactive":{"type":"product","action":{"catalog_id":"1"}} | 131008
          "type":"interactive","interactive":{"type":"product_list","body":{"text":"?"},"action":{"catalog_id":"1","sections":[{"product_items":[{"product_retailer_id":"1"}]}]}} | 131008
          "type":"interactive","interactive":{"type":"product_list","header":{"type":"text","text":"h"},"body":{"text":"?"},"action":{"catalog_id":"1","sections":[{"product_items":[{"product_retailer_id":"1"}]},{"title":"b","product_items":[{"product_retailer_id":"1"}]}]}} | 131008
          "type":"interactive","interactive":{"type":"catalog_message","body":{"text":"?"},"action":{"name":"catalog"}} | 100
          "type":"interactive","interactive":{"type":"carousel","body":{"text":"?"},"action":{"cards":[{"card_index":0,"type":"cta_url","header":{"type":"image","image":{"link":"https://a.test/1"}},"action":{"name":"cta_url","parameters":{"display_text":"a","url":"https://a.test"}}}]}} | 131009
          "type":"interactive","interactive":{"type":"carousel","body":{"text":"?"},"action":{"cards":[{"card_index":0,"type":"cta_url","header":{"type":"image","image":{"link":"https://a.test/1"}},"action":{"name":"cta_url","parameters":{"display_text":"a","url":"https://a.test"}}},{"card_index":1,"type":"cta_url","header":{"type":"image","image":{"link":"https://a.test/1"}},"action":{"buttons":[{"type":"quick_reply","quick_reply":{"id":"1","title":"t"}}]}}]}} | 131009
          "type":"template","template":{"name":"no","language":{"code":"en_US"}} | 132001
          "type":"template","template":{"name":"order_update","language":{"code":"en_US"}} | 132000
          "status":"read","message_id":"wamid.no" | 131009
          """)
  void refusesWhatMetaRefuses(String rest, int code) throws Exception {
    Calls.Answer answer = send(rest);
    assertThat(answer.code()).as(answer.body()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(code == 132001 ? 404 : 400);
    assertThat(answer.header("x-fb-trace-id")).isPresent();
  }

  @Test
  void refusesBadTokens() throws Exception {
    meta.as("nonsense");
    Calls.Answer answer = send("\"type\":\"text\",\"text\":{\"body\":\"x\"}");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo(190);
    assertThat(answer.header("WWW-Authenticate")).get().asString().contains("invalid_token");
  }

  @Test
  void refusesMessagesAboveTheRateLimit() throws Exception {
    say("{\"text\":\"open\"}");
    int refused = 0;
    for (int i = 0; i < 47; i++) {
      Calls.Answer answer = send("\"type\":\"text\",\"text\":{\"body\":\"x\"}");
      refused += answer.status() == 400 && answer.code() == 131056 ? 1 : 0;
    }
    assertThat(refused).isEqualTo(2);
  }

  @Test
  void sendsSeveralMessagesInOneWebhook() throws Exception {
    meta.post(ROSA + "/batch", "{\"count\":6,\"entries\":2,\"perChange\":2}");
    JsonNode entries = receiver.next().json().path("entry");
    assertThat(entries.size()).isEqualTo(2);
    assertThat(entries.findValuesAsString("body"))
        .containsExactly("text 1", "text 2", "text 3", "text 4", "text 5", "text 6");
  }

  @Test
  void retriesInOrderUntilAccepted() throws Exception {
    meta.send("PATCH", "/sandbox/settings", "{\"retryFirstMs\":50}", "application/json");
    receiver.answerNext(503, 202, 200);
    String first = say("{\"text\":\"one\"}");
    String second = say("{\"text\":\"two\"}");
    for (String id : new String[] {first, first, first, second}) {
      assertThat(new String(receiver.next().body())).contains(id.replace("/", "\\/"));
    }
  }

  @Test
  void mediaLinksExpire() throws Exception {
    String id =
        io.wabridge.sandbox.Json.read(
                meta.upload(NUMBER + "/media", "image/png", new byte[] {1, 2, 3}).getBytes())
            .path("id")
            .asString();
    String url = meta.get("/v26.0/" + id).json().path("url").asString();
    assertThat(meta.get(url).status()).isEqualTo(200);
    assertThat(new Calls("").get(url).status()).isEqualTo(404);
    meta.post("/sandbox/clock", "{\"seconds\":301}");
    assertThat(meta.get(url).status()).isEqualTo(404);
    meta.post("/sandbox/clock", "{\"seconds\":2678400}");
    assertThat(meta.get("/v26.0/" + id).code()).isEqualTo(100);
  }

  @Test
  void refusesMediaThatIsTooLargeOrOfUnknownType() throws Exception {
    assertThat(meta.upload(NUMBER + "/media", "application/zip", new byte[9])).contains("131053");
    assertThat(meta.upload(NUMBER + "/media", "image/png", new byte[5_300_000])).contains("131053");
  }

  @Test
  void pressesTheSecondButton() throws Exception {
    say("{\"text\":\"open\"}");
    String id =
        send("\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"?\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"a\",\"title\":\"A\"}},{\"type\":\"reply\",\"reply\":{\"id\":\"b\",\"title\":\"B\"}}]}}")
            .json()
            .path("messages")
            .path(0)
            .path("id")
            .asString();
    meta.post(ROSA + "/press", "{\"messageId\":\"" + id + "\",\"button\":2}");
    JsonNode reply = value(receiver.next("button_reply")).path("messages").path(0);
    assertThat(reply.path("interactive").path("button_reply").path("id").asString()).isEqualTo("b");
    assertThat(reply.path("context").path("id").asString()).isEqualTo(id);
  }

  @Test
  void turnsTicksBlueWhenTheBusinessReads() throws Exception {
    String id = say("{\"text\":\"hello\"}");
    receiver.next();
    assertThat(send("\"status\":\"read\",\"message_id\":\"" + id + "\"").body()).contains("true");
    assertThat(meta.get(ROSA + "/said").json().path("items").path(0).path("ticks").asString())
        .isEqualTo("read");
  }

  @Test
  void appliesPlannedFaults() throws Exception {
    say("{\"text\":\"open\"}");
    String text = "\"type\":\"text\",\"text\":{\"body\":\"x\"}";
    meta.post("/sandbox/faults", "{\"operation\":\"messages\",\"kind\":\"131000\"}");
    assertThat(send(text).code()).isEqualTo(131000);
    meta.post("/sandbox/faults", "{\"operation\":\"messages\",\"kind\":\"500-after\"}");
    assertThat(send(text).status()).isEqualTo(500);
    meta.post("/sandbox/faults", "{\"operation\":\"messages\",\"kind\":\"cut-after\"}");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> send(text))
        .isInstanceOf(java.io.IOException.class);
    assertThat(meta.get(ROSA + "/received").json().path("total").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"number,true,false", "user,false,true", "both,true,true"})
  void webhookNamesThePersonByTheseIds(String ids, boolean number, boolean user) throws Exception {
    meta.post(ROSA + "/say?ids=" + ids, "{\"text\":\"hi\"}");
    JsonNode value = value(receiver.next());
    assertThat(value.path("messages").path(0).has("from")).isEqualTo(number);
    assertThat(value.path("messages").path(0).has("from_user_id")).isEqualTo(user);
    assertThat(value.path("contacts").path(0).has("wa_id")).isEqualTo(number);
    assertThat(value.path("contacts").path(0).has("user_id")).isEqualTo(user);
    send("\"type\":\"text\",\"text\":{\"body\":\"x\"}");
    JsonNode status = value(receiver.next("\"sent\"")).path("statuses").path(0);
    assertThat(status.has("recipient_id")).isEqualTo(number);
    assertThat(status.has("recipient_user_id")).isEqualTo(user);
  }

  @Test
  void downloadOfOneFileFailsForATime() throws Exception {
    say("{\"type\":\"image\",\"download\":{\"kind\":\"503\",\"seconds\":60}}");
    say("{\"type\":\"image\"}");
    assertThat(meta.get(address(mediaOf(receiver.next()))).status()).isEqualTo(503);
    assertThat(meta.get(address(mediaOf(receiver.next()))).status()).isEqualTo(200);
    assertThat(meta.get("/sandbox/faults/happened").json().path("media-download 503").asInt())
        .isEqualTo(1);
  }

  @Test
  void addressOfAFileNamesAnUnknownHostForATime() throws Exception {
    say("{\"type\":\"image\",\"download\":{\"kind\":\"unknown-host\",\"seconds\":1}}");
    String media = mediaOf(receiver.next());
    assertThat(address(media)).startsWith("http://media.invalid/");
    Thread.sleep(1100);
    assertThat(address(media)).startsWith("http://127.0.0.1");
  }

  private static String mediaOf(Receiver.Post post) {
    return value(post).path("messages").path(0).path("image").path("id").asString();
  }

  private String address(String media) throws Exception {
    return meta.get("/v26.0/" + media).json().path("url").asString();
  }

  @Test
  void sendsStatusesOfMessagesThatAnotherProgramSent() throws Exception {
    meta.post(
        "/sandbox/foreign-statuses",
        "{\"count\":4,\"each\":2,\"to\":[\"447700900123\",\"447700900124\"]}");
    var states = new TreeSet<String>();
    for (int i = 0; i < 2; i++) {
      JsonNode statuses = value(receiver.next()).path("statuses");
      assertThat(statuses.size()).isEqualTo(2);
      statuses.forEach(one ->
          states.add(one.path("status").asString() + " " + one.path("recipient_id").asString()));
    }
    assertThat(states)
        .containsExactly(
            "delivered 447700900123",
            "read 447700900123",
            "sent 447700900123",
            "sent 447700900124");
  }

  @Test
  void roughStatusesComeInOneWebhookRepeatedAndFailed() throws Exception {
    meta.send(
        "PATCH",
        "/sandbox/settings",
        "{\"roughStatuses\":true,\"pairRate\":false,\"throughputPerSecond\":0}",
        "application/json");
    say("{\"text\":\"open\"}");
    receiver.next();
    for (int i = 0; i < 120; i++) {
      send("\"type\":\"text\",\"text\":{\"body\":\"x%d\"}".formatted(i));
    }
    Map<String, String> examples = new TreeMap<>();
    for (JsonNode event : meta.get("/sandbox/journal").json().path("items")) {
      String name = event.path("event").asString();
      examples.put(event.path("statuses").asString(name), event.path("id").asString());
    }
    assertThat(examples).containsKeys("combined", "repeated", "failed-first", "failed");
    assertThat(await(examples, "combined", 1)).containsExactly("sent,delivered,read");
    assertThat(await(examples, "repeated", 6)).filteredOn("delivered"::equals).hasSize(5);
    assertThat(await(examples, "failed-first", 2)).containsExactly("failed", "delivered");
    assertThat(await(examples, "failed", 2)).containsExactly("failed", "failed");
  }

  /** The statuses in each webhook about the message. */
  private List<String> await(Map<String, String> examples, String pattern, int webhooks)
      throws Exception {
    for (int i = 0; i < 100; i++) {
      List<String> found =
          receiver.everything().stream()
              .map(post -> value(post).path("statuses"))
              .filter(all -> all.path(0).path("id").asString("").equals(examples.get(pattern)))
              .map(all -> String.join(",", all.findValuesAsString("status")))
              .toList();
      if (found.size() >= webhooks) {
        return found;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("fewer webhooks than " + webhooks + " about " + pattern);
  }

  @Test
  void faultLimitedToACallerSparesOthers() throws Exception {
    meta.post(
        "/sandbox/faults",
        "{\"operation\":\"*\",\"kind\":\"401\",\"seconds\":60,\"caller\":\"another-token\"}");
    assertThat(meta.get("/v26.0/me").status()).isEqualTo(200);
    meta.post(
        "/sandbox/faults",
        "{\"operation\":\"*\",\"kind\":\"401\",\"seconds\":60,\"caller\":\"sandbox-whatsapp-token\"}");
    Calls.Answer refused = meta.get("/v26.0/me");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo(190);
  }
}
