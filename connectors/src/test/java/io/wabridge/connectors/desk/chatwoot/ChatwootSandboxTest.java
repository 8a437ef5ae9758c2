package io.wabridge.connectors.desk.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Delivery;
import io.wabridge.model.Delivery.Accepted;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Secret;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.model.TokenSource;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.DeskEvent.AgentMessage;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conversations with the stand-in of Chatwoot, which is as strict as Chatwoot. */
class ChatwootSandboxTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Person ROSA =
      new Person("GB.4402938475610293", null, "447700900123", "rosa.rides", "Rosa Whitfield");
  private static final String ADMIN = "sandbox-chatwoot-token";

  private static OutboundHttp http;
  private static Sandbox sandbox;
  private static HttpClient control;
  private final ChatwootDesk desk =
      new ChatwootDesk(http, InstantSource.system(), Duration.ofMillis(300));
  private StubServer bridge;
  private Settings settings;
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

  @BeforeEach
  void start() throws Exception {
    post("/sandbox/reset", "{}");
    bridge = new StubServer();
    for (var n = 0; n < 50; n++) {
      bridge.then(200, "");
    }
    settings =
        Settings.of(
            Map.of("baseUrl", sandbox.chatwootUrl(), "accountId", "3"),
            Map.of("addressSecret", Secret.of("0123456789abcdef")));
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  private void connect() {
    var address = bridge.url().resolve("/webhooks/chatwoot/d1");
    var connected = desk.connect(address, "WhatsApp", context());
    assertThat(connected.probes()).allMatch(Probe::ok);
    var values = new HashMap<>(settings.values());
    var secrets = new HashMap<>(settings.secrets());
    connected
        .learned()
        .forEach((name, value) -> {
          if (name.equals("webhookSecret")) {
            secrets.put(name, Secret.of(value));
          } else {
            values.put(name, value);
          }
        });
    settings = Settings.of(values, secrets);
  }

  private Context context() {
    return context(ADMIN);
  }

  private Context context(String token) {
    return Given.context(settings, new Entered(token)).with(session);
  }

  private Message message(Content content) {
    return message(content, ROSA, "447700900123", null);
  }

  private Message message(Content content, Person person, String address, ExternalId quoted) {
    messages++;
    return new Message(
        new MessageId("m-" + messages),
        new ConversationId("c-1"),
        Direction.INBOUND,
        new ChannelId("ch-1"),
        new DeskId("d-1"),
        person,
        address,
        content,
        new ExternalId("wamid.M" + messages),
        quoted,
        quoted == null ? null : "the beginning",
        Instant.now(),
        Origin.PERSON);
  }

  private Accepted accepted(Message message) {
    var delivery = desk.deliver(message, context());
    assertThat(delivery).isInstanceOf(Accepted.class);
    session = ((Accepted) delivery).session();
    return (Accepted) delivery;
  }

  private JsonNode conversation(int number) throws Exception {
    return json(get("/sandbox/conversations/3/" + number));
  }

  private List<JsonNode> conversations() throws Exception {
    return json(get("/sandbox/conversations")).path("items").valueStream().toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void createsItsInboxOnce(boolean signs) throws Exception {
    change("{\"signsWebhooks\":" + signs + "}");
    assertThat(desk.check(context())).noneMatch(Probe::ok);
    connect();
    assertThat(settings.hasSecret("webhookSecret")).isEqualTo(signs);
    assertThat(desk.check(context())).allMatch(Probe::ok);
    var first = settings.get("inboxId");
    settings =
        Settings.of(Map.of("baseUrl", sandbox.chatwootUrl(), "accountId", "3"), settings.secrets());
    connect();
    assertThat(settings.get("inboxId")).as("an answer that was lost").isEqualTo(first);
    assertThat(desk.check(context("nonsense"))).noneMatch(Probe::ok);
    assertThat(desk.connect(bridge.url(), "WhatsApp", context("sandbox-chatwoot-agent")).probes())
        .singleElement()
        .matches(probe -> !probe.ok() && probe.remedy().contains("administrator"));
  }

  @Test
  void adoptsAnExistingInbox() throws Exception {
    var inbox =
        json(
            call(
                "POST",
                "/api/v1/accounts/3/inboxes",
                "{\"name\":\"Old\",\"channel\":{\"type\":\"api\",\"webhook_url\":\"http://old\"}}",
                ADMIN));
    settings =
        Settings.of(
            Map.of(
                "baseUrl",
                sandbox.chatwootUrl(),
                "accountId",
                "3",
                "inboxId",
                inbox.path("id").asString()),
            settings.secrets());
    assertThat(desk.check(context())).anyMatch(probe -> !probe.ok());
    connect();
    assertThat(desk.check(context())).allMatch(Probe::ok);
  }

  @Test
  void replacesAnInboxThatIsGone() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    var former = settings.get("inboxId");
    post("/sandbox/reset", "{}");
    assertThat(desk.deliver(message(new Content.Text("Hello?")), context()))
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.DESK_INTEGRATION_GONE));
    assertThat(desk.check(context())).noneMatch(Probe::ok);
    connect();
    assertThat(settings.get("inboxId")).isNotEqualTo(former);
    accepted(message(new Content.Text("Hello again")));
  }

  @Test
  void deliversEveryMessageToOneConversation() throws Exception {
    connect();
    accepted(message(new Content.Text("Is the red tandem free?")));
    accepted(
        message(Given.file(MediaKind.IMAGE, "image/png", "spoke.png", "The broken spoke", 500)));
    session = null; // as after an agent's message in another conversation
    accepted(message(new Content.Location(51.4545, -2.5879, "Harbour Bikes", null, null)));

    assertThat(conversations()).hasSize(1);
    var shown = conversation(1);
    assertThat(shown.path("name").asString()).isEqualTo("Rosa Whitfield");
    assertThat(shown.path("phone").asString()).isEqualTo("+447700900123");
    assertThat(shown.path("identifier").asString()).isEqualTo("wa:GB.4402938475610293");
    assertThat(shown.path("sourceId").asString()).isEqualTo("wa:447700900123");
    var all = shown.path("messages");
    assertThat(all.at("/0/text").asString()).isEqualTo("Is the red tandem free?");
    assertThat(all.at("/0/type").asString()).isEqualTo("incoming");
    assertThat(all.at("/0/sourceId").asString()).isEqualTo("wamid.M1");
    assertThat(all.at("/1/text").asString()).isEqualTo("The broken spoke");
    assertThat(all.at("/1/attachments/0/filename").asString()).isEqualTo("spoke.png");
    assertThat(all.at("/1/attachments/0/size").asLong()).isEqualTo(500);
    assertThat(all.at("/2/text").asString()).contains("Harbour Bikes");
  }

  @Test
  void opensAResolvedConversationInsteadOfANewOne() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    post("/sandbox/conversations/3/1/status", "{\"status\":\"resolved\"}");
    session = null;
    accepted(message(new Content.Text("One more thing")));
    assertThat(conversations()).hasSize(1);
    assertThat(conversation(1).path("status").asString()).isEqualTo("open");
  }

  @Test
  void opensANewConversationForADeletedOne() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    call("DELETE", "/api/v1/accounts/3/conversations/1", null, ADMIN);
    assertThat(accepted(message(new Content.Text("Hello again"))).id()).asString().startsWith("2-");
  }

  @Test
  void usesAContactThatHasTheNumberAlready() throws Exception {
    connect();
    call(
        "POST",
        "/api/v1/accounts/3/contacts",
        "{\"name\":\"Rosa of the CRM\",\"phone_number\":\"+447700900123\"}",
        ADMIN);
    accepted(message(new Content.Text("Hello")));
    assertThat(conversation(1).path("name").asString()).isEqualTo("Rosa of the CRM");
    assertThat(conversation(1).path("sourceId").asString()).isEqualTo("wa:447700900123");
  }

  @Test
  void staysInItsConversationWhenContactsAreMerged() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    var other =
        json(call("POST", "/api/v1/accounts/3/contacts", "{\"name\":\"Rosa\"}", ADMIN))
            .at("/payload/contact/id")
            .asLong();
    var mergee = conversation(1).path("contact").asLong();
    call(
        "POST",
        "/api/v1/accounts/3/actions/contact_merge",
        "{\"base_contact_id\":%d,\"mergee_contact_id\":%d}".formatted(other, mergee),
        ADMIN);
    session = null;
    accepted(message(new Content.Text("Still me")));
    assertThat(conversations()).hasSize(1);
    assertThat(conversation(1).path("contact").asLong()).isEqualTo(other);
  }

  @Test
  void writesAChangedNameToTheContactThatItsContactWasMergedInto() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    var other =
        json(call("POST", "/api/v1/accounts/3/contacts", "{\"name\":\"Rosa\"}", ADMIN))
            .at("/payload/contact/id")
            .asLong();
    var mergee = conversation(1).path("contact").asLong();
    call(
        "POST",
        "/api/v1/accounts/3/actions/contact_merge",
        "{\"base_contact_id\":%d,\"mergee_contact_id\":%d}".formatted(other, mergee),
        ADMIN);
    var married = new Person(ROSA.bsuid(), null, ROSA.waId(), ROSA.username(), "Rosa Lane");
    accepted(message(new Content.Text("I married"), married, "447700900123", null));
    assertThat(conversations()).hasSize(1);
    assertThat(conversation(1).path("name").asString()).isEqualTo("Rosa Lane");
  }

  @Test
  void aDeletedInboxIsNamedAsTheReasonUntilTheDeskIsConnectedAgain() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    var agents = sent("{\"content\":\"Yes?\"}");
    call("DELETE", "/api/v1/accounts/3/inboxes/" + settings.get("inboxId"), null, ADMIN);

    assertThat(desk.deliver(message(new Content.Text("Is it free?")), context()))
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.DESK_INTEGRATION_GONE));
    assertThat(show(agents, Status.READ, null))
        .as("nothing is left to show it on")
        .isInstanceOf(Accepted.class);
    assertThat(show(agents, Status.FAILED, Reason.WINDOW_CLOSED))
        .isInstanceOf(Delivery.Refused.class);
    connect();
    accepted(message(new Content.Text("Is it free?")));
    assertThat(conversations()).hasSize(1);
  }

  @Test
  void aRevokedTokenConcernsTheCredentialAndNotTheMessage() throws Exception {
    connect();
    assertThat(desk.deliver(message(new Content.Text("Hello")), context("revoked")))
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.AUTH);
              assertThat(refused.scope()).isEqualTo(io.wabridge.model.FailureScope.CREDENTIAL);
            });
  }

  @Test
  void dropsWebhooksOfAnotherAccount() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    bridge.asked.clear();
    sent("{\"content\":\"Yes?\"}");
    var values = new HashMap<>(settings.values());
    values.put("accountId", "4");
    settings = Settings.of(values, settings.secrets());
    assertThat(received().parts()).isEmpty();
  }

  @Test
  void aFileThatIsGoneIsReportedAsExpired() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    bridge.asked.clear();
    sent("{\"attachments\":[{\"mime\":\"image/png\",\"size\":5000,\"filename\":\"a.png\"}]}");
    var picture = (Content.Media) ((AgentMessage) event()).contents().getFirst();
    change("{\"fileDelayMs\":600000}");
    assertThatThrownBy(() -> desk.open((MediaRef.Remote) picture.file(), context()))
        .isInstanceOfSatisfying(
            MediaUnavailable.class,
            gone -> assertThat(gone.reason()).isEqualTo(Reason.MEDIA_EXPIRED));
  }

  /** One person, two numbers of the business at the same desk: two conversations. */
  @Test
  void separatesConversationsByTheAddressAtTheDesk() throws Exception {
    connect();
    accepted(message(new Content.Text("To the shop")));
    session = null;
    accepted(message(new Content.Text("To the workshop"), ROSA, "447700900123#ch-2", null));
    assertThat(conversations())
        .extracting(one -> one.path("sourceId").asString())
        .containsExactlyInAnyOrder("wa:447700900123", "wa:447700900123#ch-2");
    session = null;
    accepted(message(new Content.Text("To the shop, again")));
    assertThat(conversation(1).path("total").asInt()).isEqualTo(2);
  }

  @Test
  void deliversAPersonWithoutNumber() throws Exception {
    connect();
    accepted(
        message(
            new Content.Text("Hello"),
            Person.ofBsuid("GB.5502938475610293"),
            "GB.5502938475610293",
            null));
    assertThat(conversation(1).path("phone").isNull()).isTrue();
    assertThat(conversation(1).path("identifier").asString()).isEqualTo("wa:GB.5502938475610293");
  }

  @Test
  void writesANumberThatIsLearnedLaterToTheContact() throws Exception {
    connect();
    var bsuid = ROSA.bsuid();
    accepted(message(new Content.Text("Hello"), Person.ofBsuid(bsuid), bsuid, null));
    accepted(message(new Content.Text("It is me"), ROSA, bsuid, null));
    assertThat(conversation(1).path("phone").asString()).isEqualTo("+447700900123");
    assertThat(conversation(1).path("name").asString()).isEqualTo("Rosa Whitfield");
  }

  @Test
  void refersToAMessageOfTheConversation() throws Exception {
    connect();
    var first = accepted(message(new Content.Text("Is it free?")));
    accepted(message(new Content.Text("This one"), ROSA, "447700900123", first.id()));
    accepted(message(new Content.Text("And that"), ROSA, "447700900123", new ExternalId("77-1")));
    var all = conversation(1).path("messages");
    assertThat(first.id()).hasToString("1-" + all.at("/0/id").asLong());
    assertThat(all.at("/1/attributes/in_reply_to").asLong()).isEqualTo(all.at("/0/id").asLong());
    assertThat(all.at("/1/text").asString()).isEqualTo("This one");
    assertThat(all.at("/2/text").asString()).isEqualTo("> the beginning\nAnd that");
  }

  @Test
  void aNoticeIsAPrivateNoteAndTheBusinessAppAnOutgoingMessage() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    accepted(message(new Content.Notice(NoticeKind.SECURITY_CODE_CHANGED, Map.of())));
    var told = message(new Content.Text("Told from the phone"));
    accepted(
        new Message(
            told.id(),
            told.conversation(),
            told.direction(),
            told.channel(),
            told.desk(),
            told.person(),
            told.deskAddress(),
            told.content(),
            told.externalId(),
            null,
            null,
            told.saidAt(),
            Origin.BUSINESS_APP));
    var all = conversation(1).path("messages");
    assertThat(all.at("/1/private").asBoolean()).isTrue();
    assertThat(all.at("/2/type").asString()).isEqualTo("outgoing");
    assertThat(events()).noneMatch(AgentMessage.class::isInstance);
  }

  @Test
  void aFileThatTheServerRefusesBecomesALink() throws Exception {
    connect();
    change("{\"maxUploadBytes\":100}");
    accepted(message(Given.file(MediaKind.DOCUMENT, "application/pdf", "a.pdf", "Terms", 500)));
    assertThat(conversation(1).at("/messages/0/text").asString())
        .startsWith("Terms\n")
        .contains("a.pdf", "https://files.example.test/k");
  }

  /** The message arrived, its answer did not: the conversation is read before the next attempt. */
  @ParameterizedTest
  @ValueSource(strings = {"500-after", "cut-after"})
  void looksForTheMessageAfterAnUnknownOutcome(String fault) throws Exception {
    connect();
    post("/sandbox/faults", "{\"operation\":\"message\",\"kind\":\"" + fault + "\"}");
    var message = message(new Content.Text("Once"));
    assertThat(desk.deliver(message, context())).isInstanceOf(Delivery.Uncertain.class);
    accepted(message);
    assertThat(conversation(1).path("messages")).hasSize(1);
  }

  @Test
  void anErrorBeforeTheMessageIsRetriedLater() throws Exception {
    connect();
    post("/sandbox/faults", "{\"operation\":\"contacts\",\"kind\":\"500-after\",\"times\":2}");
    post("/sandbox/faults", "{\"operation\":\"conversations\",\"kind\":\"500-after\"}");
    var message = message(new Content.Text("Once"));
    for (var n = 0; n < 3; n++) {
      assertThat(desk.deliver(message, context())).isInstanceOf(Delivery.Deferred.class);
    }
    accepted(message);
    assertThat(conversations()).hasSize(1);
    assertThat(conversation(1).path("messages")).hasSize(1);
  }

  @Test
  void tooManyMessagesAreDeferredForThisConversationOnly() throws Exception {
    connect();
    change("{\"messagesPerMinute\":1}");
    accepted(message(new Content.Text("one")));
    assertThat(desk.deliver(message(new Content.Text("two")), context()))
        .isInstanceOfSatisfying(
            Delivery.Deferred.class,
            deferred ->
                assertThat(deferred.scope()).isEqualTo(io.wabridge.model.FailureScope.PERSON));
  }

  @Test
  void showsStatusesOnTheMessage() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    var id = sent("{\"content\":\"Yes, it is.\"}");
    for (var status : List.of(Status.SENT, Status.DELIVERED, Status.READ)) {
      assertThat(show(id, status, null)).isInstanceOf(Accepted.class);
      assertThat(conversation(1).at("/messages/1/status").asString())
          .isEqualTo(status.name().toLowerCase(Locale.ROOT));
    }
    assertThat(show(id, Status.FAILED, Reason.WINDOW_CLOSED)).isInstanceOf(Accepted.class);
    assertThat(conversation(1).at("/messages/1/status").asString()).isEqualTo("failed");
    assertThat(conversation(1).at("/messages/1/attributes/external_error").asString())
        .startsWith(Reason.WINDOW_CLOSED.sentence());
  }

  private Delivery show(long message, Status status, Reason reason) {
    return desk.show(
        new Receipt(
            new MessageId("m-9"),
            new ConversationId("c-1"),
            new ChannelId("ch-1"),
            new DeskId("d-1"),
            new ExternalId("1-" + message),
            "447700900123",
            status,
            reason,
            null,
            Instant.now()),
        context());
  }

  @Test
  void readsWhatAgentsWrite() throws Exception {
    connect();
    var first = accepted(message(new Content.Text("Is it free?")));
    bridge.asked.clear();
    sent(
        "{\"content\":\"**Yes** & <no>\",\"content_attributes\":{\"in_reply_to\":"
            + first.id().value().substring(2)
            + "}}");
    var reply = (AgentMessage) event();
    assertThat(reply.contents()).containsExactly(new Content.Text("*Yes* & <no>"));
    assertThat(reply.quoted()).isEqualTo(first.id());
    assertThat(reply.to()).isEqualTo("447700900123");
    assertThat(reply.conversation()).isEqualTo(session.conversation());

    sent("{\"content\":\"Ask the workshop\",\"private\":true}");
    assertThat(event()).isInstanceOf(DeskEvent.Ignored.class);
    post("/sandbox/conversations/3/1/typing", "{}");
    assertThat(event()).isEqualTo(new DeskEvent.Typing("447700900123"));
    post("/sandbox/conversations/3/1/automatic", "{\"text\":\"We answer soon\"}");
    assertThat(event()).isInstanceOf(AgentMessage.class);
  }

  @Test
  void automaticMessagesCanBeSwitchedOff() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    bridge.asked.clear();
    var values = new HashMap<>(settings.values());
    values.put("automaticMessages", "ignore");
    settings = Settings.of(values, settings.secrets());
    post("/sandbox/conversations/3/1/automatic", "{\"text\":\"We answer soon\"}");
    assertThat(received().parts()).isEmpty();
  }

  /** The webhook arrives before the file can be fetched, and its address redirects. */
  @Test
  void opensAFileThatIsNotThereYet() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    bridge.asked.clear();
    change("{\"fileDelayMs\":400}");
    sent(
        "{\"attachments\":[{\"mime\":\"image/png\",\"size\":5000,\"filename\":\"red bike.png\"}]}");
    var picture = (Content.Media) ((AgentMessage) event()).contents().getFirst();
    assertThat(picture.filename()).isEqualTo("red bike.png");
    assertThat(picture.mimeType()).isEqualTo("image/png");
    try (var opened = desk.open((MediaRef.Remote) picture.file(), context())) {
      assertThat(opened.stream().readAllBytes()).hasSize(5000);
    }
  }

  @Test
  void aChosenOptionIsTheAnswerToItsQuestion() throws Exception {
    connect();
    accepted(message(new Content.Text("Hello")));
    var question =
        sent(
            "{\"content\":\"When?\",\"content_type\":\"input_select\",\"content_attributes\":"
                + "{\"items\":[{\"title\":\"Saturday\",\"value\":\"sat\"}]}}");
    accepted(
        message(
            new Content.ChoiceReply("sat", "Saturday", null),
            ROSA,
            "447700900123",
            new ExternalId("1-" + question)));
    var all = conversation(1).path("messages");
    assertThat(all.at("/1/attributes/submitted_values/0/value").asString()).isEqualTo("sat");
    assertThat(all.at("/2/text").asString()).isEqualTo("Saturday");
  }

  @Test
  void escapesThePersonsTextIfTheAdministratorWants() throws Exception {
    connect();
    var values = new HashMap<>(settings.values());
    values.put("personText", "escaped");
    settings = Settings.of(values, settings.secrets());
    accepted(message(new Content.Text("*really* 2 * 3")));
    assertThat(conversation(1).at("/messages/0/text").asString()).isEqualTo("\\*really\\* 2 * 3");
  }

  private long sent(String json) throws Exception {
    return json(post("/sandbox/conversations/3/1/send", json)).path("messageId").asLong();
  }

  private DeskEvent event() throws Exception {
    var parts = received().parts();
    assertThat(parts).hasSize(1);
    return desk.decode(parts.getFirst().body());
  }

  /** The next webhook about what an agent does; it is removed. */
  private Ingress.Accepted received() throws Exception {
    var deadline = System.nanoTime() + 10_000_000_000L;
    bridge.asked.removeIf(ChatwootSandboxTest::aboutThePerson);
    while (bridge.asked.isEmpty()) {
      assertThat(System.nanoTime()).as("a webhook arrives").isLessThan(deadline);
      Thread.sleep(20);
      bridge.asked.removeIf(ChatwootSandboxTest::aboutThePerson);
    }
    var received = desk.receive(webhook(bridge.asked.removeFirst()), settings);
    assertThat(received).isInstanceOf(Ingress.Accepted.class);
    return (Ingress.Accepted) received;
  }

  /** Chatwoot sends its webhooks in no certain order. */
  private static boolean aboutThePerson(StubServer.RecordedRequest webhook) {
    var event = json(webhook.body());
    return event.path("event").asString().equals("conversation_created")
        || event.path("message_type").asString("").equals("incoming");
  }

  /** All events until now. */
  private List<DeskEvent> events() throws Exception {
    Thread.sleep(500);
    var events = new java.util.ArrayList<DeskEvent>();
    while (!bridge.asked.isEmpty()) {
      events.add(event());
    }
    assertThat(events).isNotEmpty();
    return events;
  }

  private static WebhookRequest webhook(StubServer.RecordedRequest request) {
    var headers = new HashMap<String, String>();
    request
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return Given.request(headers, request.body().getBytes(StandardCharsets.UTF_8));
  }

  private void change(String json) throws Exception {
    call("PATCH", "/sandbox/settings", json, "");
  }

  private String post(String path, String json) throws Exception {
    return call("POST", path, json, "");
  }

  private String get(String path) throws Exception {
    return call("GET", path, null, "");
  }

  private static JsonNode json(String body) {
    return JSON.readTree(body);
  }

  private String call(String method, String path, String json, String token) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.chatwootUrl() + path))
            .header("Content-Type", "application/json")
            .header("api_access_token", token)
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    var answer = control.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** The token as it was entered; there is no other one. */
  private record Entered(String value) implements TokenSource {
    @Override
    public Secret token() {
      return Secret.of(value);
    }

    @Override
    public Secret renew(Secret refused) {
      return refused;
    }
  }
}
