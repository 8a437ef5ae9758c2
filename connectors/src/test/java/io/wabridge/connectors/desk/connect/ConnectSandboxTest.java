package io.wabridge.connectors.desk.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Delivery;
import io.wabridge.model.Delivery.Accepted;
import io.wabridge.model.Delivery.Deferred;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.FailureScope;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Secret;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.DeskEvent.AgentMessage;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Chats with the stand-in of Amazon Connect, which is as strict as Amazon Connect. */
class ConnectSandboxTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static OutboundHttp http;
  private static Sandbox sandbox;
  private static HttpClient control;
  private final ConnectDesk desk = new ConnectDesk(http, Clock.systemUTC(), Duration.ofMillis(100));
  private final List<Ingress> received = new CopyOnWriteArrayList<>();
  private HttpServer bridge;
  private Map<String, String> values;
  private String secretKey;
  private int messages;
  private Session session;

  @BeforeAll
  static void startAll() {
    http = new OutboundHttp(Given.LOOPBACK);
    sandbox = Sandbox.start(0, 0);
    control = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stopAll() throws IOException {
    sandbox.close();
    control.close();
    http.close();
  }

  /** The webhook service of this test is a server that calls the connector. */
  @BeforeEach
  void start() throws Exception {
    post("/sandbox/reset", "{}");
    settings("{\"callsPerSecond\":1000,\"retryPauseMs\":50}");
    var instance = get("/sandbox/instances").at("/items/0");
    secretKey = instance.path("secretAccessKey").asString();
    values = new HashMap<>();
    values.put("region", instance.path("region").asString());
    values.put("instanceId", instance.path("id").asString());
    values.put("contactFlowId", instance.path("flowId").asString());
    values.put("topicArn", instance.path("topicArn").asString());
    values.put("accessKeyId", instance.path("accessKeyId").asString());
    values.put("endpointUrl", sandbox.connectUrl());
    bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    bridge.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    bridge.createContext(
        "/webhooks/connect/",
        exchange -> {
          var headers = new HashMap<String, String>();
          exchange
              .getRequestHeaders()
              .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
          var request =
              new WebhookRequest(
                  "POST",
                  URI.create("https://b.example.test/webhooks/connect/d1"),
                  "",
                  Map.of(),
                  headers,
                  exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(answered(request), -1);
          exchange.close();
        });
    bridge.start();
  }

  private int answered(WebhookRequest request) {
    try {
      var ingress = desk.receiveWithCalls(request, settings());
      received.add(ingress);
      return switch (ingress) {
        case Ingress.Accepted accepted -> accepted.reply().status();
        case Ingress.Replied replied -> replied.reply().status();
        case Ingress.Unreadable unreadable -> unreadable.reply().status();
        case Ingress.Rejected rejected -> rejected.status();
      };
    } catch (IOException e) {
      return 503;
    }
  }

  @AfterEach
  void stop() {
    bridge.stop(0);
  }

  private Settings settings() {
    return Settings.of(values, Map.of("secretAccessKey", Secret.of(secretKey)));
  }

  private Context context() {
    return Given.context(settings(), new Given.Tokens()).with(session);
  }

  private void connect() {
    var address =
        URI.create("http://127.0.0.1:" + bridge.getAddress().getPort() + "/webhooks/connect/d1");
    assertThat(desk.connect(address, "WhatsApp", context()).probes())
        .hasSize(2)
        .allMatch(Probe::ok);
  }

  /** The desk's key may do nothing but assume the role. */
  private JsonNode assumeRole() throws Exception {
    var role = post("/sandbox/instances/" + values.get("instanceId") + "/roles", "{}");
    secretKey = role.path("secretAccessKey").asString();
    values.put("accessKeyId", role.path("accessKeyId").asString());
    return role;
  }

  @Test
  void assumesARoleWithAnExternalId() throws Exception {
    var role = assumeRole();
    assertThat(desk.check(context()))
        .as("without the role")
        .anySatisfy(probe -> assertThat(probe.found()).contains("AccessDenied"));
    values.put("roleArn", role.path("roleArn").asString());
    values.put("roleExternalId", "external-of-another");
    assertThat(desk.check(context()))
        .anySatisfy(probe -> {
          assertThat(probe.found()).contains("sts:AssumeRole", values.get("roleArn"));
          assertThat(probe.remedy()).contains("external ID");
        });
    assertThat(desk.deliver(message(new Content.Text("Hello")), context()))
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.ROLE_REFUSED);
              assertThat(refused.scope()).isEqualTo(FailureScope.CREDENTIAL);
              assertThat(refused.detail()).contains("sts:AssumeRole");
            });

    values.put("roleExternalId", role.path("externalId").asString());
    connect();
    assertThat(desk.check(context())).allMatch(Probe::ok);
    accepted(message(new Content.Text("Hello")));
    accepted(message(new Content.Text("Are you there?")));
    assertThat(get("/sandbox/roles/sessions").path("begun").asInt()).isEqualTo(1);

    post("/sandbox/roles/expire", "{}");
    session = null;
    accepted(message(new Content.Text("A new chat in a new session")));
    assertThat(get("/sandbox/roles/sessions").path("begun").asInt()).isEqualTo(2);
  }

  private Message message(Content content) {
    return message(content, Origin.PERSON);
  }

  private Message message(Content content, Origin origin) {
    messages++;
    return new Message(
        new MessageId("m-" + messages),
        new ConversationId("conversation-1"),
        Direction.INBOUND,
        new ChannelId("ch-1"),
        new DeskId("d-1"),
        Given.ROSA,
        "447700900123",
        content,
        new ExternalId("wamid.M" + messages),
        null,
        null,
        Instant.now(),
        origin);
  }

  private Accepted accepted(Message message) {
    var delivery = desk.deliver(message, context());
    assertThat(delivery).isInstanceOf(Accepted.class);
    if (((Accepted) delivery).session() != null) {
      session = ((Accepted) delivery).session();
    }
    return (Accepted) delivery;
  }

  private Accepted said(String text) {
    return accepted(message(new Content.Text(text)));
  }

  private List<JsonNode> chats() throws Exception {
    return get("/sandbox/chats").path("items").valueStream().toList();
  }

  private JsonNode chat() throws Exception {
    return get("/sandbox/chats/" + session.conversation());
  }

  private List<String> texts() throws Exception {
    return chat().path("messages").valueStream().map(one -> one.path("text").asString("")).toList();
  }

  private JsonNode agent(String action, String json) throws Exception {
    return post("/sandbox/chats/" + session.conversation() + "/" + action, json);
  }

  private List<WebhookPart> parts() {
    return received.stream()
        .filter(Ingress.Accepted.class::isInstance)
        .flatMap(one -> ((Ingress.Accepted) one).parts().stream())
        .toList();
  }

  private List<AgentMessage> agentMessages() throws Exception {
    var found = new CopyOnWriteArrayList<AgentMessage>();
    for (var part : parts()) {
      if (desk.decode(part.body(), settings()) instanceof AgentMessage said) {
        found.add(said);
      }
    }
    return found;
  }

  private AgentMessage agentMessage() throws Exception {
    await().atMost(LIMIT).until(() -> !agentMessages().isEmpty());
    return agentMessages().getFirst();
  }

  @Test
  void subscribesOnceAndChecks() throws Exception {
    assertThat(desk.check(context())).anyMatch(probe -> !probe.ok());
    connect();
    connect();
    assertThat(received)
        .filteredOn(Ingress.Replied.class::isInstance)
        .as("one confirmation")
        .hasSize(1);
    assertThat(desk.check(context())).allMatch(Probe::ok);
    secretKey = "wrong";
    assertThat(desk.check(context()))
        .singleElement()
        .matches(probe -> !probe.ok() && probe.remedy().contains("access key"));
  }

  @Test
  void carriesAChat() throws Exception {
    connect();
    said("Is the red tandem free?");
    said("Hello?");
    assertThat(chats()).hasSize(1);
    assertThat(chat().path("name").asString()).isEqualTo("Rosa Whitfield");
    assertThat(chat().at("/attributes/whatsapp_id").asString()).isEqualTo("447700900123");
    assertThat(chat().at("/attributes/language").asString()).isEqualTo("en");
    assertThat(texts()).containsExactly("Is the red tandem free?", "Hello?");

    var id = agent("send", "{\"text\":\"Yes, it is.\"}").path("messageId").asString();
    agent("send", "{\"text\":\"Ask the workshop\",\"visibility\":\"AGENT\"}");
    agent("send", "{\"text\":\"Let me\",\"role\":\"SUPERVISOR\"}");
    await().atMost(LIMIT).until(() -> parts().size() == 5);
    assertThat(agentMessages())
        .singleElement()
        .satisfies(said -> {
          assertThat(said.contents()).containsExactly(new Content.Text("Yes, it is."));
          assertThat(said.id().value()).isEqualTo(id);
          assertThat(said.conversation()).isEqualTo(session.conversation());
        });
    for (var status : List.of(Status.DELIVERED, Status.READ, Status.DELIVERED)) {
      assertThat(desk.show(receipt(id, status), context())).isInstanceOf(Accepted.class);
    }
    assertThat(chat().at("/messages/2/receipt").asString()).isEqualTo("read");
  }

  @Test
  void aStatusOfAMessageOfAFormerChatIsDone() throws Exception {
    connect();
    said("Is the red tandem free?");
    var id = agent("send", "{\"text\":\"Yes, it is.\"}").path("messageId").asString();
    agent("end", "{}");
    said("Thank you");
    assertThat(chats()).hasSize(2);
    assertThat(desk.show(receipt(id, Status.READ), context())).isInstanceOf(Accepted.class);
  }

  private static Receipt receipt(String id, Status status) {
    return new Receipt(
        new MessageId("o-1"),
        new ConversationId("conversation-1"),
        new ChannelId("ch-1"),
        new DeskId("d-1"),
        new ExternalId(id),
        "447700900123",
        status,
        null,
        null,
        Instant.now());
  }

  @Test
  void tellsWhereThePersonComesFrom() throws Exception {
    var ad =
        new Origin.Referral("ad", "12", "https://ad.example.test", "Summer", null, "clk", null);
    accepted(message(new Content.Text("Hi"), new Origin(null, ad, null, false)));
    assertThat(chat().at("/attributes/referral_id").asString()).isEqualTo("12");
    assertThat(chat().at("/attributes/referral_click_id").asString()).isEqualTo("clk");
  }

  @Test
  void splitsALongText() throws Exception {
    said("word ".repeat(800));
    assertThat(texts()).hasSize(4);
    assertThat(texts().getFirst()).startsWith("(1/4) word");
    settings("{\"textBytes\":16384}");
    values.put("textLimit", "16384-bytes");
    said("não ".repeat(3000));
    assertThat(texts()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"image/png, spoke.png", "application/pdf, terms.pdf", "video/mp4, ride.mp4"})
  void uploadsFiles(String mime, String name) throws Exception {
    accepted(message(Given.file(MediaKind.DOCUMENT, mime, name, "Look", 700)));
    await().atMost(LIMIT).until(() -> texts().contains("Look"));
    var file =
        chat()
            .path("messages")
            .valueStream()
            .filter(one -> !one.path("attachments").isEmpty())
            .findFirst()
            .orElseThrow()
            .at("/attachments/0");
    assertThat(file.path("filename").asString()).isEqualTo(name);
    assertThat(file.path("size").asLong()).isEqualTo(700);
    assertThat(file.path("status").asString()).isEqualTo("APPROVED");
    assertThat(texts().getFirst()).as("a flow begins with a text").contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "audio/ogg, voice.ogg, 700",
    "image/webp, sticker.webp, 700",
    "application/pdf, big.pdf, 30000000"
  })
  void linksFilesThatAreNotAccepted(String mime, String name, long bytes) throws Exception {
    accepted(message(Given.file(MediaKind.DOCUMENT, mime, name, "Listen", bytes)));
    assertThat(texts()).singleElement().asString().contains("https://files.example.test", "Listen");
  }

  @Test
  void linksFilesWithoutAStorage() throws Exception {
    settings("{\"attachments\":false}");
    accepted(message(Given.file(MediaKind.IMAGE, "image/png", "spoke.png", "Look", 700)));
    assertThat(texts().get(1)).contains("https://files.example.test", "spoke.png");
    assertThat(texts().getLast()).isEqualTo("Look");
  }

  @Test
  void opensAnAgentsFileWhileTheChatLasts() throws Exception {
    connect();
    said("Hello");
    agent(
        "send",
        "{\"attachment\":{\"size\":9000,\"mime\":\"application/pdf\",\"filename\":\"terms.pdf\"}}");
    var file = (Content.Media) agentMessage().contents().getFirst();
    assertThat(file.filename()).isEqualTo("terms.pdf");
    var remote = (MediaRef.Remote) file.file();
    agent("expire-connections", "{}");
    try (var opened = desk.open(remote, context())) {
      assertThat(opened.stream().readAllBytes()).hasSize(9000);
    }
    agent("end", "{}");
    assertThatThrownBy(() -> desk.open(remote, context()))
        .isInstanceOfSatisfying(
            MediaUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEDIA_EXPIRED));
  }

  @Test
  void answersAQuestionWithItsExactTitle() throws Exception {
    connect();
    said("Hello");
    agent(
        "send",
        """
        {"role":"SYSTEM","content":{"templateType":"ListPicker","version":"1.0","data":{"content":
          {"title":"Which one?","elements":[{"title":"A title longer than a button of WhatsApp"}]}}}}
        """);
    var choice = (Content.Choice) agentMessage().contents().getFirst();
    accepted(
        message(
            new Content.ChoiceReply(choice.options().getFirst().id(), "A title longer t", null)));
    assertThat(texts().getLast()).isEqualTo("A title longer than a button of WhatsApp");
  }

  @Test
  void renewsAnExpiredConnectionOnce() throws Exception {
    said("Hello");
    agent("expire-connections", "{}");
    said("Still there?");
    assertThat(chats()).hasSize(1);
    assertThat(texts()).containsExactly("Hello", "Still there?");
    settings("{\"connectionSeconds\":10}");
    agent("expire-connections", "{}");
    said("Short");
    said("One that would expire on its way");
    assertThat(chats()).hasSize(1);
  }

  @Test
  void continuesInANewChatWithoutTheParticipantsToken() throws Exception {
    said("Hello");
    var first = session.conversation();
    agent("revoke-participant", "{}");
    said("Hello?");
    assertThat(session.conversation()).isNotEqualTo(first);
    assertThat(texts()).containsExactly("Hello?");
    assertThat(
            chat().path("continuedFrom").isNull() || chat().path("continuedFrom").isMissingNode())
        .as("the former chat has not ended")
        .isTrue();
  }

  @Test
  void continuesAChatThatEndedBetweenTwoMessages() throws Exception {
    said("Hello");
    var first = session.conversation();
    agent("end", "{}");
    said("One more thing");
    assertThat(chats()).hasSize(2);
    assertThat(chat().path("continuedFrom").asString()).isEqualTo(first);
    assertThat(texts()).containsExactly("One more thing");

    agent("end", "{}");
    accepted(message(Given.file(MediaKind.IMAGE, "image/png", "spoke.png", null, 700)));
    assertThat(chats()).as("a file continues, too").hasSize(3);
  }

  @Test
  void aNoticeIsNoReasonForANewChat() throws Exception {
    said("Hello");
    agent("end", "{}");
    accepted(
        message(
            new Content.Notice(
                NoticeKind.NOT_DELIVERED, Map.of("excerpt", "Hi", "reason", "WINDOW_CLOSED"))));
    assertThat(chats()).hasSize(1);
  }

  /** Steps of the start that had an effect are not repeated. */
  @ParameterizedTest
  @ValueSource(strings = {"chat", "start-streaming", "connection", "message"})
  void goesOnAfterAnInterruptedStart(String step) throws Exception {
    for (var kind : new String[] {"500-after", "cut-after", "500", "429"}) {
      post("/sandbox/reset", "{}");
      settings("{\"callsPerSecond\":1000}");
      session = null;
      fault(step, kind);
      var hello = message(new Content.Text("Hello"));
      assertThat(desk.deliver(hello, context())).as(kind).isInstanceOf(Deferred.class);
      accepted(hello);
      assertThat(chats()).as(step + " " + kind).hasSize(1);
      assertThat(texts()).containsExactly("Hello");
    }
  }

  @Test
  void abandonsAContactThatWasNotConnectedInTime() throws Exception {
    fault("connection", "500");
    var hello = message(new Content.Text("Hello"));
    assertThat(desk.deliver(hello, context())).isInstanceOf(Deferred.class);
    var dead = chats().getFirst().path("id").asString();
    var later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
    post("/sandbox/clock", "{\"seconds\":360}");
    var desk = new ConnectDesk(http, later, Duration.ZERO);
    var delivered = desk.deliver(hello, context());
    assertThat(delivered).isInstanceOf(Accepted.class);
    assertThat(((Accepted) delivered).session().conversation()).isNotEqualTo(dead);
  }

  @Test
  void defersThrottledMessages() throws Exception {
    said("Hello");
    fault("message", "429");
    assertThat(desk.deliver(message(new Content.Text("More")), context()))
        .isInstanceOfSatisfying(
            Deferred.class,
            deferred -> {
              assertThat(deferred.scope()).isEqualTo(FailureScope.ENDPOINT);
              assertThat(deferred.reason()).isEqualTo(Reason.RATE_LIMITED);
            });
    settings("{\"concurrentChats\":1}");
    session = null;
    var other = new ConversationId("conversation-2");
    var first = message(new Content.Text("Hi"));
    var crowded =
        new Message(
            first.id(),
            other,
            first.direction(),
            first.channel(),
            first.desk(),
            first.person(),
            first.deskAddress(),
            first.content(),
            first.externalId(),
            null,
            null,
            first.saidAt(),
            Origin.PERSON);
    assertThat(desk.deliver(crowded, context()))
        .isInstanceOfSatisfying(
            Deferred.class,
            deferred -> {
              assertThat(deferred.scope()).as("others go on").isEqualTo(FailureScope.PERSON);
              assertThat(deferred.after()).isGreaterThan(Duration.ofSeconds(30));
            });
  }

  @Test
  void refusesWrongSettings() {
    values.put("contactFlowId", "other");
    refused(Reason.BAD_ADDRESS);
    secretKey = "wrong";
    refused(Reason.AUTH);
  }

  private void refused(Reason reason) {
    assertThat(desk.deliver(message(new Content.Text("Hi")), context()))
        .isInstanceOfSatisfying(
            Delivery.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  /** Repeated and swapped notifications, in both versions of the signature. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void namesRepeatedNotificationsByOneKey(int version) throws Exception {
    connect();
    settings(
        "{\"duplicateNotifications\":true,\"ordered\":false,\"signatureVersion\":" + version + "}");
    said("Hello");
    for (var n = 0; n < 5; n++) {
      agent("send", "{\"text\":\"" + n + "\"}");
    }
    await().atMost(LIMIT).until(() -> parts().size() == 12);
    assertThat(parts().stream().map(WebhookPart::idempotencyKey).distinct()).hasSize(6);
    assertThat(parts().stream().map(WebhookPart::conversationKey).distinct())
        .containsExactly(session.conversation());
  }

  @Test
  void keepsTheConversationAfterATransfer() throws Exception {
    connect();
    said("Hello");
    agent("transfer", "{}");
    agent("send", "{\"text\":\"Here is Sam\"}");
    assertThat(agentMessage().conversation()).isEqualTo(session.conversation());
    said("Hello Sam");
    assertThat(chats()).hasSize(1);
  }

  @Test
  void believesNoForgedNotification() throws Exception {
    connect();
    said("Hello");
    await().atMost(LIMIT).until(() -> parts().size() == 1);
    settings("{\"forgedCertificate\":\"https://evil.example.test/SimpleNotificationService.pem\"}");
    agent("send", "{\"text\":\"Pay here\"}");
    settings("{\"forgedCertificate\":\"" + sandbox.connectUrl() + "/sandbox/settings\"}");
    agent("send", "{\"text\":\"Pay here\"}");
    await().atMost(LIMIT).until(() -> received.stream().filter(this::rejected).count() == 2);
    assertThat(agentMessages()).isEmpty();
  }

  private boolean rejected(Ingress ingress) {
    return ingress instanceof Ingress.Rejected;
  }

  @Test
  void anAttributeThatLiesShowsNothingPrivate() throws Exception {
    connect();
    said("Hello");
    var id = agent("send", "{\"text\":\"Yes\"}").path("messageId").asString();
    await().atMost(LIMIT).until(() -> agentMessages().size() == 1);
    agent("stream-again", "{\"messageId\":\"" + id + "\",\"visibility\":\"AGENT\"}");
    await().atMost(LIMIT).until(() -> parts().size() == 3);
    assertThat(desk.decode(parts().getLast().body())).isInstanceOf(DeskEvent.Ignored.class);
  }

  @Test
  void showsACancelledSubscription() throws Exception {
    connect();
    post("/sandbox/topics/unsubscribe", "{\"topicArn\":\"" + values.get("topicArn") + "\"}");
    await().atMost(LIMIT).until(() -> received.getLast() instanceof Ingress.Unreadable);
    assertThat(desk.check(context()))
        .anyMatch(probe -> !probe.ok() && probe.remedy().contains("connect"));
    connect();
    assertThat(desk.check(context())).allMatch(Probe::ok);
  }

  private static void fault(String operation, String kind) throws Exception {
    post("/sandbox/faults", "{\"operation\":\"" + operation + "\",\"kind\":\"" + kind + "\"}");
  }

  private static void settings(String json) throws Exception {
    sent("PATCH", "/sandbox/settings", json);
  }

  private static JsonNode post(String path, String json) throws Exception {
    return sent("POST", path, json);
  }

  private static JsonNode get(String path) throws Exception {
    return sent("GET", path, null);
  }

  private static JsonNode sent(String method, String path, String json) throws Exception {
    var body =
        json == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json);
    var answer =
        control.send(
            HttpRequest.newBuilder(URI.create(sandbox.connectUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(new String(answer.body())).isBetween(200, 299);
    return answer.body().length == 0 ? Json.object() : Json.read(answer.body());
  }
}
