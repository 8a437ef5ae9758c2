package io.wabridge.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Delivery;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.model.DeskId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Ids;
import io.wabridge.model.Payload;
import io.wabridge.model.TenantId;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the desk's webhook to WhatsApp's lane, or back to the agent. The counterpart is the inbound
 * NormalizerTests.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=bridge,outbound-transformer")
@LocalStores
class NormalizerTests {

  private static final Tenancy TENANCY = new Tenancy();
  private static final String DESK = "genesys-api-service.genesys";
  private static final String WHATSAPP = "whatsapp-api-service.cloud";

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Autowired LanePublisher publisher;
  @Autowired JsonMapper json;

  private final String id = Ids.next();
  // of this test alone: the channel of an address is cached
  private final String address = "4470" + Math.abs(id.hashCode());
  private volatile boolean windowOpen = true;
  // of this test alone: channels are cached
  private final String channel = "channel-" + id;
  private volatile boolean known = true;
  private volatile CountDownLatch line = new CountDownLatch(0);

  @BeforeAll
  static void dropWhatOtherTestsLeft() {
    Broker.purge("outbound-transformer");
  }

  @BeforeEach
  void begin() {
    TENANCY.reset();
    Broker.take(DESK);
    Broker.take(WHATSAPP);
    TENANCY.outside(asked -> {
      if (asked.path().equals("/file")) {
        line.await();
        return Answer.ok("bytes");
      }
      return switch (asked.path()) {
        case "/internal/conversations/locate" ->
            known ? Answer.ok(conversation()) : Answer.notFound();
        case "/internal/conversations/last-inbound" ->
            known
                ? Answer.ok(
                    "{\"conversation\":%s,\"message\":\"wamid.last\"}".formatted(conversation()))
                : Answer.notFound();
        case "/internal/replies" ->
            Answer.ok(
                """
                {"conversation":%s,"messages":[{"id":"%s","status":"RECEIVED"}],"windowOpen":%s}
                """
                    .formatted(conversation(), id, windowOpen));
        default ->
            asked.path().endsWith("/end") && asked.body().contains("FAILED")
                ? Answer.ok("{\"forDesk\":%s}".formatted(receipt(asked.body())))
                : Answer.ok("{}");
      };
    });
  }

  private String conversation() {
    return """
    {"id":"conversation-1","tenant":"%s","channel":"%s","desk":"desk-1",
     "person":{"waId":"447009001234"},"deskAddress":"%s"}
    """
        .formatted(Tenancy.TENANT, channel, address);
  }

  private String receipt(String outcome) {
    return """
    {"about":"%s","conversation":"conversation-1","channel":"channel-1","desk":"desk-1",
     "externalId":"desk-message-%s","deskAddress":"%s","status":"FAILED","reason":%s,
     "at":"2026-11-21T08:00:00Z"}
    """
        .formatted(id, id, address, json.readTree(outcome).path("reason"));
  }

  private void says(String text) {
    publish("desk:" + id, text, "");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !TENANCY.asked("/internal/replies").isEmpty());
  }

  private void publish(String conversation, String text, String more) {
    publisher.publish(
        "outbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            conversation,
            conversation,
            Instant.now(),
            new Payload.DeskPart(
                new DeskId("desk-1"),
                """
                {"id":"desk-message-%s","channel":{"id":"%s","platform":"Open","type":"Private",
                 "to":{"id":"%s"},"from":{"id":"%s"},"time":"2026-11-21T08:00:00.000Z"},
                 "type":"Text","text":"%s","direction":"Outbound"%s}
                """
                    .formatted(
                        id, Tenancy.INTEGRATION, address, Tenancy.INTEGRATION, text, more))));
  }

  @Test
  void publishesAnAgentsMessageForWhatsApp() {
    says("hello");

    var lying = Broker.take(WHATSAPP);
    assertThat(lying).hasSize(1);
    var message = json.readTree(lying.getFirst().getBody()).at("/payload/message");
    assertThat(message.at("/content/body").asString()).isEqualTo("hello");
    assertThat(message.path("externalId").asString()).isEqualTo("desk-message-" + id);
    assertThat(Broker.take(DESK)).isEmpty();
  }

  /** The desk's agents get notices; the channel may be read by the desk Archive. */
  private void sharedWithReaders(Answer close) {
    TENANCY.special(asked ->
        switch (asked.path()) {
          case "/internal/conversations/conversation-1/close" -> Optional.of(close);
          case "/internal/conversations/conversation-1/notices" ->
              Optional.of(
                  Answer.ok(
                      """
                      {"conversation":"conversation-1","desk":"desk-1","deskAddress":"%s",
                       "person":{"waId":"447009001234"},"message":"note-%s","status":"RECEIVED",
                       "notices":[]}
                      """
                          .formatted(address, id)));
          case "/internal/directory" ->
              Optional.of(
                  Answer.ok(
                      """
                      [{"id":"%s","name":"T","status":"ACTIVE","channels":[],"desks":[
                        {"id":"desk-1","name":"Desk","kind":"genesys","status":"WORKING"},
                        {"id":"desk-2","name":"Inbox","kind":"genesys","status":"WORKING"},
                        {"id":"desk-3","name":"Archive","kind":"genesys","status":"WORKING"}]}]
                      """
                          .formatted(Tenancy.TENANT)));
          case String path when path.equals("/internal/channels/" + channel) ->
              Optional.of(
                  Answer.ok(
                      Tenancy.channel(channel, Tenancy.NUMBER, TENANCY.url())
                          .replace(
                              "\"readMarks\"",
                              "\"routing\":{\"mirrors\":[\"desk-3\"]},\"readMarks\"")));
          default -> Optional.empty();
        });
  }

  private JsonNode notice() {
    var taken = new ArrayList<Delivery>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> taken.addAll(Broker.take(DESK)) || !taken.isEmpty());
    assertThat(taken).hasSize(1);
    return json.readTree(taken.getFirst().getBody()).at("/payload/message/content");
  }

  @Test
  void closingAConversationThatIsAtAnotherDeskSaysSo() {
    sharedWithReaders(new Answer(409, "{}"));
    publish("desk:" + id, "/close", "");

    assertThat(notice().path("about").asString()).isEqualTo("HANDED_OVER");
  }

  @Test
  void aClosedConversationIsConfirmed() {
    sharedWithReaders(Answer.ok(""));
    publish("desk:" + id, "/close", "");

    assertThat(notice().path("about").asString()).isEqualTo("CONVERSATION_CLOSED");
  }

  @Test
  void desksThatOnlyReadAreNotOffered() {
    sharedWithReaders(Answer.ok(""));
    publish("desk:" + id, "/help", "");

    assertThat(notice().at("/values/desks").asString()).isEqualTo("Inbox");
  }

  @Test
  void noConversationPassesToADeskThatOnlyReads() {
    sharedWithReaders(Answer.ok(""));
    publish("desk:" + id, "/desk archive", "");

    assertThat(notice().path("about").asString()).isEqualTo("UNKNOWN_DESK_NAMED");
    assertThat(TENANCY.asked("/internal/conversations/conversation-1/handover")).isEmpty();
  }

  private void marks(String readMarks) {
    TENANCY.special(asked ->
        asked.path().equals("/internal/channels/" + channel)
            ? Optional.of(
                Answer.ok(
                    Tenancy.channel(channel, Tenancy.NUMBER, TENANCY.url())
                        .replace("\"NEVER\"", "\"" + readMarks + "\"")))
            : Optional.empty());
  }

  private void types(Instant at) {
    publisher.publish(
        "outbound-transformer",
        new Envelope<>(
            Ids.next(),
            new TenantId(Tenancy.TENANT),
            "s:desk:" + id,
            Ids.next(),
            at,
            new Payload.DeskPart(
                new DeskId("desk-1"),
                """
                {"id":"typing-%s","channel":{"id":"%s","platform":"Open","type":"Private",
                 "to":{"id":"%s"},"from":{"id":"%s"},"time":"2026-11-21T08:00:00.000Z"},
                 "type":"Event","direction":"Outbound",
                 "events":[{"eventType":"Typing","typing":{"type":"On","duration":5000}}]}
                """
                    .formatted(id, Tenancy.INTEGRATION, address, Tenancy.INTEGRATION))));
  }

  private void awaitAsked(String path) {
    await().atMost(Duration.ofSeconds(10)).until(() -> !TENANCY.asked(path).isEmpty());
  }

  @Test
  void typingOfAnAgentTravelsBesideTheConversationOnceIn20Seconds() {
    marks("ON_REPLY");
    types(Instant.now());
    types(Instant.now());
    awaitAsked("/internal/conversations/last-inbound");
    says("hello");

    var typing =
        Broker.take(WHATSAPP).stream()
            .map(one -> json.readTree(one.getBody()))
            .filter(one -> one.path("conversationKey").asString().startsWith("typing:"))
            .toList();
    assertThat(typing).hasSize(1);
    assertThat(typing.getFirst().at("/payload/message").asString()).isEqualTo("wamid.last");
    assertThat(typing.getFirst().at("/payload/channel").asString()).isEqualTo(channel);
  }

  @Test
  void lateTypingIsDropped() {
    marks("ON_REPLY");
    types(Instant.now().minusSeconds(30));
    says("hello");

    assertThat(TENANCY.asked("/internal/conversations/last-inbound")).isEmpty();
  }

  @Test
  void aChannelWithoutReadMarksGetsNoTyping() {
    marks("NEVER");
    types(Instant.now());
    awaitAsked("/internal/conversations/last-inbound");
    says("hello");

    assertThat(Broker.take(WHATSAPP)).hasSize(1);
  }

  @Test
  void registersTheAnswersThatItNumbers() {
    publish(
        "desk:" + id,
        "Which?",
        """
        ,"content":[
         {"contentType":"QuickReply","quickReply":{"text":"A title that no form of WhatsApp has",
          "payload":"one"}},
         {"contentType":"QuickReply","quickReply":{"text":"Two","payload":"two"}}]
        """);

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !TENANCY.asked("/internal/replies").isEmpty());
    var reply = json.readTree(TENANCY.asked("/internal/replies").getFirst().body());
    assertThat(reply.at("/numbered/0/id").asString()).isEqualTo("one");
    assertThat(reply.at("/parts/0/kept/content/body").asString())
        .startsWith("Which?")
        .contains("2. Two");
    assertThat(reply.at("/numbered/1/title").asString()).isEqualTo("Two");
    assertThat(new String(Broker.take(WHATSAPP).getFirst().getBody(), UTF_8))
        .contains("1. A title that no form of WhatsApp has", "2. Two");
  }

  @Test
  void limitsFilesOfATenantWithoutDelayingText() {
    line = new CountDownLatch(1);
    var image =
        """
        ,"content":[{"contentType":"Attachment","attachment":{"id":"a1","mediaType":"Image",
          "url":"%s/file","mime":"image/png"}}]
        """
            .formatted(TENANCY.url());
    for (var person = 0; person < 6; person++) {
      publish("desk:" + person + id, "", image);
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> TENANCY.asked("/file").size() == 4);
    publish("desk:another" + id, "hello", "");

    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> TENANCY.asked("/internal/replies").size() == 5);
    var first = new ArrayList<String>();
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> {
          Broker.take(WHATSAPP).forEach(one -> first.add(new String(one.getBody(), UTF_8)));
          return !first.isEmpty();
        });
    assertThat(first).hasSize(1).allMatch(one -> one.contains("\"hello\""));
    assertThat(TENANCY.asked("/file")).hasSize(4);

    line.countDown();
    var sent = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> sent.addAndGet(Broker.take(WHATSAPP).size()) == 6);
    assertThat(TENANCY.asked("/file")).hasSize(6);
  }

  @Test
  void refusesTextAfterTheWindowAndNotifiesTheAgent() {
    windowOpen = false;
    says("hello");

    var lying = Broker.take(DESK);
    assertThat(lying).hasSize(1);
    var receipt = json.readTree(lying.getFirst().getBody()).at("/payload/receipt");
    assertThat(receipt.path("status").asString()).isEqualTo("FAILED");
    assertThat(receipt.path("reason").asString()).isEqualTo("WINDOW_CLOSED");
    assertThat(receipt.path("externalId").asString()).isEqualTo("desk-message-" + id);
    assertThat(TENANCY.asked("/internal/messages/" + id + "/end").getFirst().body())
        .contains("WINDOW_CLOSED");
    assertThat(Broker.take(WHATSAPP)).isEmpty();
  }

  @Test
  void parksAReplyToAnUnknownPersonAndNotifiesTheAgent() {
    known = false;
    publish("desk:" + id, "hello", "");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !TENANCY.asked("/internal/parked").isEmpty());

    assertThat(TENANCY.asked("/internal/parked").getFirst().body()).contains("UNKNOWN_PERSON");
    assertThat(Broker.take(DESK)).hasSize(1);
    assertThat(Broker.take(WHATSAPP)).isEmpty();
  }
}
