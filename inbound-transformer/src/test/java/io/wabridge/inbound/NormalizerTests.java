package io.wabridge.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.DeskAvailability;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Tenancy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the webhook's lane to the desk's lane. The counterpart is the outbound NormalizerTests. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,inbound-transformer")
@LocalStores
class NormalizerTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String DESK = "genesys-api-service.genesys";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired Connectors<ChannelConnector> connectors;
  @Autowired DeskAvailability availability;
  @Autowired JsonMapper json;

  private final String id = Ids.next();
  private volatile boolean foreign;
  private volatile String status = "RECEIVED";
  private volatile String answer = "";
  private volatile String file = "";
  private volatile boolean talking = true;
  private volatile String notices = "";
  private volatile String channel = "channel-1";
  private volatile String conversation = "person-" + id;
  private volatile CountDownLatch line = new CountDownLatch(0);

  @BeforeAll
  static void dropWhatOtherTestsLeft() {
    Broker.purge("inbound-transformer");
  }

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(DESK);
    TENANCY.outside(asked ->
        switch (asked.path()) {
          case "/file" -> {
            line.await();
            yield Answer.ok(file);
          }
          case "/internal/arrivals" ->
              Answer.ok(
                  """
                  {"conversation":"conversation-1","desk":"desk-1","deskAddress":"447009001234",
                   "person":{"waId":"447009001234","name":"Ada"},"message":"%s","status":"%s"%s}
                  """
                      .formatted(id, status, notices + answer));
          case "/internal/renamings" -> Answer.ok("");
          case "/internal/marketing-choices" -> Answer.ok("{\"tell\":" + talking + "}");
          case "/internal/statuses" ->
              Answer.ok(
                  foreign
                      ? "{\"known\":false}"
                      : """
                      {"known":true,"forDesk":{"about":"%s","conversation":"conversation-1",
                       "channel":"channel-1","desk":"desk-1","externalId":"desk-message",
                       "deskAddress":"447009001234","status":"DELIVERED",
                       "at":"2026-11-21T08:00:00Z"}}
                      """
                          .formatted(id));
          default -> Answer.notFound();
        });
  }

  private void arrives(String value) throws Exception {
    arrives("messages", value);
  }

  private void arrives(String field, String value) throws Exception {
    var webhook =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"waba-1","changes":[
         {"field":"%s","value":{"messaging_product":"whatsapp",
          "metadata":{"phone_number_id":"%s"},%s}}]}]}
        """
            .formatted(field, Tenancy.NUMBER, value);
    for (var part : connectors.of("cloud").split(webhook(webhook.getBytes(UTF_8)))) {
      part(part.body());
    }
  }

  private static WebhookRequest webhook(byte[] body) {
    return new WebhookRequest(
        "POST", URI.create("http://localhost/"), "", Map.of(), Map.of(), body);
  }

  /** The next messages are those of another channel, which has these routes. */
  private void routes(String routing) {
    with("\"routing\":" + routing);
  }

  /** The channel with one more field. */
  private void with(String field) {
    channel = "channel-" + id;
    TENANCY.special(asked ->
        asked.path().equals("/internal/channels/" + channel)
            ? Optional.of(
                Answer.ok(
                    Tenancy.channel(channel, Tenancy.NUMBER, TENANCY.url())
                        .strip()
                        .replaceFirst("}$", "," + field + "}")))
            : Optional.empty());
  }

  private void part(String body) {
    publisher.publish(
        "inbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            conversation,
            conversation,
            Instant.now(),
            new Payload.ChannelPart(new ChannelId(channel), body)));
  }

  private void text() throws Exception {
    arrives(
        """
        "contacts":[{"profile":{"name":"Ada"},"wa_id":"447009001234"}],
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
                     "type":"text","text":{"body":"hello"}}]
        """
            .formatted(id));
  }

  private void awaitAsked(String path) {
    await().atMost(Duration.ofSeconds(10)).until(() -> !TENANCY.asked(path).isEmpty());
  }

  private JsonNode forTheDesk() {
    var lying =
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> Broker.take(DESK), found -> !found.isEmpty());
    assertThat(lying).hasSize(1);
    return json.readTree(lying.getFirst().getBody());
  }

  @Test
  void publishesAPersonsMessageForTheDesk() throws Exception {
    text();
    awaitAsked("/internal/arrivals");

    var envelope = forTheDesk();
    assertThat(envelope.path("conversationKey").asString()).isEqualTo("conversation-1");
    var message = envelope.at("/payload/message");
    assertThat(message.at("/content/body").asString()).isEqualTo("hello");
    assertThat(message.path("id").asString()).isEqualTo(id);
    assertThat(message.path("direction").asString()).isEqualTo("INBOUND");
  }

  @Test
  void registersTheContentForTheHistoryIfTheTenantKeepsIt() throws Exception {
    text();
    assertThat(arrival().at("/kept/content/body").asString()).isEqualTo("hello");
    assertThat(arrival().at("/kept/keepDeleted").asBoolean()).isTrue();
    forTheDesk();
  }

  @Test
  void registersNoContentIfTheTenantKeepsNone() throws Exception {
    with("\"history\":{\"days\":0,\"keepDeleted\":true}");
    text();
    assertThat(arrival().has("kept")).isFalse();
    forTheDesk();
  }

  private JsonNode arrival() {
    awaitAsked("/internal/arrivals");
    return json.readTree(TENANCY.asked("/internal/arrivals").getFirst().body());
  }

  @Test
  void aRouteGivesANewConversationItsDesk() throws Exception {
    routes(
        """
        {"routes":[{"name":"Sales","desk":"desk-2","when":{"keywords":["price"]}},
          {"name":"English","desk":"desk-3","when":{"keywords":["HELLO"],"languages":["en"]}},
          {"name":"Rest","desk":"desk-4"}],"endsAfterHours":2}
        """);
    text();

    assertThat(arrival().path("desk").asString()).isEqualTo("desk-3");
    assertThat(arrival().path("eligible"))
        .isEqualTo(json.readTree("[\"desk-2\",\"desk-3\",\"desk-4\",\"desk-1\"]"));
    assertThat(arrival().path("endsAfterSeconds").asInt()).isEqualTo(7200);
    assertThat(forTheDesk().at("/payload/message/desk").asString())
        .as("the ledger decides where an open conversation is")
        .isEqualTo("desk-1");
  }

  @Test
  void withoutAMetRouteTheChannelsDeskIsChosen() throws Exception {
    routes("{\"routes\":[{\"name\":\"Ads\",\"desk\":\"desk-2\",\"when\":{\"fromAd\":true}}]}");
    text();

    assertThat(arrival().path("desk").asString()).isEqualTo("desk-1");
    forTheDesk();
  }

  @Test
  void anAdvertisementMeetsItsRoute() throws Exception {
    routes("{\"routes\":[{\"name\":\"Ads\",\"desk\":\"desk-2\",\"when\":{\"fromAd\":true}}]}");
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"text","text":{"body":"more?"},
          "referral":{"source_id":"1202","source_type":"ad","ctwa_clid":"click-1"}}]
        """
            .formatted(id));

    assertThat(arrival().path("desk").asString()).isEqualTo("desk-2");
    forTheDesk();
  }

  @Test
  void anUnavailableDeskOpensTheRouteToAnother() throws Exception {
    availability.report(new DeskId("desk-" + id), false);
    routes(
        """
        {"routes":[{"name":"Fallback","desk":"desk-2","when":{"unavailable":"desk-%s"}}]}
        """
            .formatted(id));
    text();

    assertThat(arrival().path("desk").asString()).isEqualTo("desk-2");
    forTheDesk();
  }

  @Test
  void aChannelWithoutRoutesSendsNoEligibleDesks() throws Exception {
    text();

    assertThat(arrival().path("desk").asString()).isEqualTo("desk-1");
    assertThat(arrival().has("eligible")).isFalse();
    forTheDesk();
  }

  @Test
  void parksAMessageWhoseRouteHasNoDesk() throws Exception {
    routes("{\"routes\":[{\"name\":\"Old\",\"desk\":\"gone\"}]}");
    text();
    awaitAsked("/internal/parked");

    assertThat(TENANCY.asked("/internal/parked").getFirst().body())
        .contains("NO_DESK", "the desk of the route");
    assertThat(Broker.take(DESK)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \\n", "\\u200b\\u200e", "\\u2800", "\\u3164"})
  void anEmptyBodyBecomesAPlaceholder(String body) throws Exception {
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
                     "type":"text","text":{"body":"%s"}}]
        """
            .formatted(id, body));

    var content = forTheDesk().at("/payload/message/content");
    assertThat(content.path("kind").asString()).isEqualTo("unsupported");
    assertThat(content.path("type").asString()).isEqualTo("empty");
    assertThat(TENANCY.asked("/internal/arrivals").getFirst().body())
        .contains("\"opensWindow\":true");
  }

  @Test
  void theAdvertisementReachesDeskAndTrace() throws Exception {
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"text","text":{"body":"more?"},
          "referral":{"source_id":"1202","source_type":"ad","ctwa_clid":"click-1"}}]
        """
            .formatted(id));

    assertThat(forTheDesk().at("/payload/message/origin/referral/clickId").asString())
        .isEqualTo("click-1");
    assertThat(TENANCY.asked("/internal/arrivals").getFirst().body())
        .contains("\"note\":\"came from ad 1202\"");
  }

  @Test
  void theCodeOfAnUnsupportedMessageIsInItsTrace() throws Exception {
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"unsupported","errors":[{"code":131060,"title":"unavailable"}]}]
        """
            .formatted(id));

    assertThat(forTheDesk().at("/payload/message/content/type").asString())
        .isEqualTo("in-business-app");
    assertThat(TENANCY.asked("/internal/arrivals").getFirst().body()).contains("131060");
  }

  @Test
  void whatTheBusinessWroteOnItsPhoneReachesTheDesk() throws Exception {
    arrives(
        "smb_message_echoes",
        """
        "message_echoes":[{"from":"15550100200","to":"447009001234","id":"wamid.%s",
          "timestamp":"1763712000","type":"text","text":{"body":"open till 6"}}]
        """
            .formatted(id));

    var message = forTheDesk().at("/payload/message");
    assertThat(message.at("/content/body").asString()).isEqualTo("open till 6");
    assertThat(message.at("/origin/businessApp").asBoolean()).isTrue();
    assertThat(TENANCY.asked("/internal/arrivals").getFirst().body())
        .contains("\"waId\":\"447009001234\"", "\"opensWindow\":false");
  }

  @Test
  void aMissedCallIsANoticeAndOpensTheWindow() throws Exception {
    arrives(
        "calls",
        """
        "calls":[{"from":"447009001234","id":"wacid.%s","timestamp":"1763712000",
          "event":"connect","direction":"USER_INITIATED"}]
        """
            .formatted(id));

    assertThat(forTheDesk().at("/payload/message/content/about").asString())
        .isEqualTo("CALL_MISSED");
    assertThat(TENANCY.asked("/internal/arrivals").getFirst().body())
        .contains("\"externalId\":\"wacid." + id, "\"opensWindow\":true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          "type":"user_changed_number","wa_id":"447009001235" | NUMBER_CHANGED | +447009001234 | +447009001235
          "type":"user_changed_user_id","user_id":"GB.22","previous_user_id":"GB.11" | USER_ID_CHANGED | - | -
          """)
  void aNewIdOfThePersonIsANoticeWithValues(String system, String about, String from, String to)
      throws Exception {
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"system","system":{%s,"body":"Ada changed something"}}]
        """
            .formatted(id, system));

    var content = forTheDesk().at("/payload/message/content");
    assertThat(content.path("about").asString()).isEqualTo(about);
    assertThat(content.at("/values/from").asString(null)).isEqualTo(from);
    assertThat(content.at("/values/to").asString(null)).isEqualTo(to);
    assertThat(content.toString()).doesNotContain("something");
    assertThat(TENANCY.asked("/internal/arrivals").getFirst().body())
        .contains("notice " + about + ": Ada changed something");
  }

  private void stopsMarketing() throws Exception {
    arrives(
        "user_preferences",
        """
        "user_preferences":[{"wa_id":"447009001234","category":"marketing_messages",
          "value":"stop","timestamp":1763712000}]
        """);
    awaitAsked("/internal/marketing-choices");
    assertThat(TENANCY.asked("/internal/marketing-choices").getFirst().body())
        .contains("\"allowed\":false", "447009001234");
  }

  @Test
  void aMarketingStopIsANoticeInAnOpenConversation() throws Exception {
    stopsMarketing();

    assertThat(forTheDesk().at("/payload/message/content/about").asString())
        .isEqualTo("MARKETING_STOPPED");
    assertThat(TENANCY.asked("/internal/arrivals").getFirst().body())
        .contains("\"opensWindow\":false");
  }

  @Test
  void aMarketingStopBeginsNoConversation() throws Exception {
    talking = false;
    stopsMarketing();
    conversation = "another-person-" + id;
    text();

    assertThat(forTheDesk().at("/payload/message/content/body").asString()).isEqualTo("hello");
    assertThat(TENANCY.asked("/internal/arrivals")).hasSize(1);
  }

  @Test
  void whatTheProviderReportsAboutTheNumberIsKept() throws Exception {
    TENANCY.outside(asked -> Answer.ok(""));
    arrives(
        "phone_number_quality_update",
        """
        "display_phone_number":"15550100200","event":"FLAGGED","current_limit":"TIER_1K"
        """);
    awaitAsked("/internal/channels/channel-1/conditions");

    assertThat(TENANCY.asked("/internal/channels/channel-1/conditions").getFirst().body())
        .contains("QUALITY_LOW", "\"account\":\"waba-1\"", "\"number\":\"15550100200\"");
  }

  @Test
  void anEditedPictureIsFetched() throws Exception {
    file = "bytes";
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"edit","edit":{"original_message_id":"wamid.old","message":{"type":"image",
            "image":{"id":"m","mime_type":"image/jpeg","url":"%s/file"}}}}]
        """
            .formatted(id, TENANCY.url()));

    var content = forTheDesk().at("/payload/message/content");
    assertThat(content.path("kind").asString()).isEqualTo("edit");
    assertThat(content.at("/now/file/at").asString()).isEqualTo("stored");
  }

  @Test
  void aNumberReachesTheDeskAsTheAnswerOfTheOpenQuestion() throws Exception {
    answer =
        """
        ,"quoted":"question-1","answer":{"kind":"choice-reply","id":"INTENT_YES","title":"Yes"}
        """;
    text();
    awaitAsked("/internal/arrivals");

    var message = forTheDesk().at("/payload/message");
    assertThat(message.at("/content/kind").asString()).isEqualTo("choice-reply");
    assertThat(message.at("/content/id").asString()).isEqualTo("INTENT_YES");
    assertThat(message.path("quoted").asString()).isEqualTo("question-1");
  }

  @Test
  void dropsAMessageThatWasDelivered() throws Exception {
    status = "DELIVERED";
    text();
    awaitAsked("/internal/arrivals");

    assertThat(Broker.take(DESK)).isEmpty();
  }

  @Test
  void publishesAMessageWithoutItsUnavailableFile() throws Exception {
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"image","image":{"id":"media-1","mime_type":"image/jpeg","caption":"look"}}]
        """
            .formatted(id));
    awaitAsked("/internal/arrivals");
    awaitAsked("/v26.0/media-1");

    var content = forTheDesk().at("/payload/message/content");
    assertThat(content.path("caption").asString()).isEqualTo("look");
    assertThat(content.at("/file/at").asString()).isEqualTo("gone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "another file"})
  void dropsAFileWithAnotherHash(String body) throws Exception {
    file = body;
    arrives(
        """
        "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
          "type":"image","image":{"id":"m","mime_type":"image/jpeg","url":"%s/file",
          "sha256":"q1G0m0xVv8cB1v2k8m1h6o2i0sYdK1mV0q7b3n5w9zE="}}]
        """
            .formatted(id, TENANCY.url()));
    awaitAsked("/file");

    assertThat(forTheDesk().at("/payload/message/content/file/reason").asString())
        .isEqualTo("MEDIA_CORRUPT");
  }

  @Test
  void limitsFilesOfATenantWithoutDelayingText() throws Exception {
    file = "bytes";
    line = new CountDownLatch(1);
    for (var person = 0; person < 6; person++) {
      conversation = "person-" + person + "-" + id;
      arrives(
          """
          "messages":[{"from":"447009001234","id":"wamid.%s","timestamp":"1763712000",
            "type":"image","image":{"id":"m","mime_type":"image/jpeg","url":"%s/file"}}]
          """
              .formatted(conversation, TENANCY.url()));
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> TENANCY.asked("/file").size() == 4);
    conversation = "another-person-" + id;
    text();

    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> TENANCY.asked("/internal/arrivals").size() == 5);
    var first = new ArrayList<String>();
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> {
          Broker.take(DESK).forEach(one -> first.add(new String(one.getBody(), UTF_8)));
          return !first.isEmpty();
        });
    assertThat(first).hasSize(1).allMatch(one -> one.contains("\"hello\""));
    assertThat(TENANCY.asked("/file")).hasSize(4);

    line.countDown();
    var arrived = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> arrived.addAndGet(Broker.take(DESK).size()) == 6);
    assertThat(TENANCY.asked("/file")).hasSize(6);
  }

  @Test
  void publishesAStatusAsAReceipt() throws Exception {
    arrives(
        """
        "statuses":[{"id":"wamid.out","status":"delivered","timestamp":"1763712000",
                     "recipient_id":"447009001234"}]
        """);
    awaitAsked("/internal/statuses");

    assertThat(forTheDesk().at("/payload/receipt/status").asString()).isEqualTo("DELIVERED");
    assertThat(TENANCY.asked("/internal/statuses").getFirst().body()).contains("DELIVERED");
  }

  @Test
  void foreignStatusesDelayNoMessage() throws Exception {
    foreign = true;
    var person = conversation;
    for (var n = 0; n < 1800; n++) {
      conversation = "signal:person-" + n % 300;
      arrives(
          """
          "statuses":[{"id":"wamid.foreign.%d","status":"delivered","timestamp":"1763712000",
                       "recipient_id":"447009001234"}]
          """
              .formatted(n));
    }
    conversation = person;
    var since = System.nanoTime();
    text();

    assertThat(forTheDesk().at("/payload/message/content/body").asString()).isEqualTo("hello");
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(5));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> TENANCY.asked("/internal/statuses").size() >= 1800);
    assertThat(TENANCY.asked("/internal/statuses")).as("nothing is tried again").hasSize(1800);
    assertThat(TENANCY.asked("/internal/held").stream().filter(a -> a.method().equals("POST")))
        .isEmpty();
  }

  @Test
  void publishesTheNoticesThatAMessageCaused() throws Exception {
    status = "DELIVERED";
    notices =
        """
        ,"notices":[{"message":"notice-%s","conversation":"conversation-0","desk":"desk-1",
          "deskAddress":"former-address","person":{"waId":"447009001234"},
          "externalId":"wamid.1#CONVERSATION_JOINED","about":"CONVERSATION_JOINED"}]
        """
            .formatted(id);
    text();

    var envelope = forTheDesk();
    assertThat(envelope.path("conversationKey").asString()).isEqualTo("conversation-0");
    var message = envelope.at("/payload/message");
    assertThat(message.at("/content/about").asString()).isEqualTo("CONVERSATION_JOINED");
    assertThat(message.path("deskAddress").asString()).isEqualTo("former-address");
    assertThat(message.path("id").asString()).isEqualTo("notice-" + id);
  }

  @Test
  void registersWhatAllIdsOfAMessageHaveInCommon() throws Exception {
    arrives(
        """
        "messages":[{"from":"447700900123","timestamp":"1763712000","type":"text",
          "id":"wamid.HBgMNDQ3NzAwOTAwMTIzFQIAEhggQjFCMkMzRDRFNUY2MDcxODI5M0E0QjVDNkQ3RThGOTEA",
          "text":{"body":"I mean this one"},"context":{"id":
            "wamid.HBgTR0IuNDQwMjkzODQ3NTYxMDI5MxUUABIYIEExQjJDM0Q0RTVGNjA3MTgyOTNBNEI1QzZEN0U4RjkwAA=="}}]
        """);
    awaitAsked("/internal/arrivals");

    var arrival = json.readTree(TENANCY.asked("/internal/arrivals").getFirst().body());
    assertThat(arrival.path("messageKey").asString()).isEqualTo("B1B2C3D4E5F60718293A4B5C6D7E8F91");
    assertThat(arrival.path("refersToKey").asString())
        .isEqualTo("A1B2C3D4E5F60718293A4B5C6D7E8F90");
    assertThat(arrival.path("lane").asString()).isEqualTo(conversation);
    forTheDesk();
  }

  @Test
  void groupText() throws Exception {
    arrives(
        """
        "contacts":[{"profile":{"name":"Rosa Whitfield"},"wa_id":"447700900123"}],
        "messages":[{"from":"447700900123","id":"wamid.%s","timestamp":"1796000000",
          "type":"text","text":{"body":"Can the club get a discount?"},"group_id":"G-FAKE-1"}]
        """
            .formatted(id));
    awaitAsked("/internal/arrivals");

    var person =
        json.readTree(TENANCY.asked("/internal/arrivals").getFirst().body()).path("person");
    assertThat(person.path("group").asString()).isEqualTo("G-FAKE-1");
    assertThat(person.has("waId")).isFalse();
    assertThat(forTheDesk().at("/payload/message/origin/author").asString())
        .isEqualTo("Rosa Whitfield");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"text\",\"text\":{\"body\":\"hi\"}",
        "\"type\":\"image\",\"image\":{\"id\":\"m\"}",
        "\"type\":\"request_welcome\"",
        "\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"448\"}"
      })
  void parksEveryMessageWithoutASender(String message) throws Exception {
    arrives("\"messages\":[{\"id\":\"wamid." + id + "\"," + message + "}]");
    awaitAsked("/internal/parked");

    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains("SENDER_MISSING");
    assertThat(Broker.take(DESK)).isEmpty();
  }

  @Test
  void parksAnUnreadableEvent() {
    part("not json");
    awaitAsked("/internal/parked");

    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains("UNREADABLE");
    assertThat(Broker.take(DESK)).isEmpty();
  }
}
