package io.wabridge.connectors.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.StubServer.RecordedRequest;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.Status;
import io.wabridge.model.TokenSource;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioChannelTest {

  private static final String ACCOUNT = "AC0000000000000000000000000000aa01";
  private static final String TOKEN = "auth-token";
  private static final String HOOK = "https://b.example.test/webhooks/twilio/c1";
  private static final String SENT = "{\"sid\":\"SMd1\",\"status\":\"queued\"}";
  private static final TokenSource NONE = new Given.Tokens();

  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private final TwilioChannel channel = new TwilioChannel(http);
  private StubServer twilio;

  @BeforeEach
  void start() throws IOException {
    twilio = new StubServer();
  }

  @AfterEach
  void stop() throws IOException {
    twilio.close();
    http.close();
  }

  private Settings settings() {
    return Settings.of(
        Map.of(
            "accountSid",
            ACCOUNT,
            "number",
            "+15550100200",
            "registeredUrl",
            HOOK,
            "apiUrl",
            twilio.url().toString()),
        Map.of("authToken", Secret.of(TOKEN)));
  }

  private Context context() {
    return Given.context(settings(), NONE);
  }

  private Delivery deliver(Content content) {
    return channel.deliver(Given.message(content), context());
  }

  private RecordedRequest sent() {
    return twilio.asked.getLast();
  }

  private Map<String, String> form() {
    return TwilioSigned.parameters(sent().body().getBytes(StandardCharsets.UTF_8));
  }

  private List<ChannelEvent> events(String fixture) throws Exception {
    var events = new ArrayList<ChannelEvent>();
    for (var part : parts(fixture)) {
      events.add(channel.decode(part.body()));
    }
    return events;
  }

  private List<WebhookPart> parts(String fixture) throws Exception {
    return channel.split(request(HOOK, fixture));
  }

  private static WebhookRequest request(String url, String fixture) throws IOException {
    try (var file =
        TwilioChannelTest.class.getResourceAsStream(
            "/fixtures/channel/twilio/" + fixture + ".form")) {
      return TwilioSigned.form(url, file.readAllBytes(), TOKEN);
    }
  }

  private ChannelEvent.PersonMessage said(String fixture) throws Exception {
    return (ChannelEvent.PersonMessage) events(fixture).getFirst();
  }

  private ChannelEvent.StatusUpdate status(String fixture) throws Exception {
    return (ChannelEvent.StatusUpdate) events(fixture).getFirst();
  }

  @Test
  void readsTextAndPerson() throws Exception {
    var said = said("a_text");
    assertThat(said.content()).isEqualTo(new Content.Text("Olá & bom dia 👋\n+1 = ok"));
    assertThat(said.person())
        .isEqualTo(new Person("GB.4402938475610293", null, "447700900123", null, "Rosa Whitfield"));
    assertThat(said.id().value()).isEqualTo("SM7f00000000000000000000000000a001");
    assertThat(said("text_without_number").person().key()).isEqualTo("GB.4402938475610293");
  }

  @Test
  void readsChosenAnswers() throws Exception {
    var pressed = said("button_reply");
    assertThat(pressed.content())
        .isEqualTo(new Content.ChoiceReply("confirm:881", "Confirm", null));
    assertThat(pressed.quoted()).isEqualTo(new ExternalId("SM5c00000000000000000000000000b002"));
    assertThat(said("list_reply").content())
        .isEqualTo(new Content.ChoiceReply("tandem:2", "Blue tandem", null));
    assertThat(said("form_reply").content()).isInstanceOf(Content.FormReply.class);
  }

  @Test
  void readsFiles() throws Exception {
    assertThat(said("image").content())
        .isInstanceOfSatisfying(
            Content.Media.class,
            media -> {
              assertThat(media.type()).isEqualTo(MediaKind.IMAGE);
              assertThat(media.caption()).isEqualTo("The red one");
              assertThat(((MediaRef.Remote) media.file()).url()).endsWith("/Media/ME01");
            });
    assertThat(((Content.Media) said("voice").content()).voice()).isTrue();
    assertThat(((Content.Media) said("contact").content()).filename()).isEqualTo("contact.vcf");
  }

  @Test
  void makesAMessageOfEachOfTenFiles() throws Exception {
    var events = events("ten_files").stream().map(ChannelEvent.PersonMessage.class::cast).toList();
    assertThat(events).hasSize(10);
    assertThat(events.stream().map(each -> each.id().value())).doesNotHaveDuplicates();
    assertThat(events.stream().map(each -> ((Content.Media) each.content()).caption()))
        .containsOnlyOnce("All of them");
    assertThat(parts("ten_files").stream().map(WebhookPart::conversationKey).distinct()).hasSize(1);
    assertThat(channel.split(tooMany())).hasSize(10);
  }

  private static WebhookRequest tooMany() {
    var body = "MessageSid=MM1&AccountSid=AC1&From=whatsapp:%2B447700900123&NumMedia=99999999999";
    return TwilioSigned.form(HOOK, body.getBytes(StandardCharsets.UTF_8), TOKEN);
  }

  @Test
  void readsPlacesQuotesAndOrigins() throws Exception {
    assertThat(said("location").content())
        .isEqualTo(new Content.Location(51.5014, -0.1419, "Harbour Bikes", "1 Quay Street", null));
    assertThat(said("text_reply").quoted()).isNotNull();
    assertThat(said("text_forwarded").origin().forwarded()).isEqualTo(Origin.Forwarded.ONCE);
    assertThat(said("text_from_ad").origin().referral().headline()).isEqualTo("Tandems");
    assertThat(said("type_of_tomorrow").content())
        .isEqualTo(new Content.Unsupported("hologram", null));
    assertThat(events("sms").getFirst()).isEqualTo(new ChannelEvent.Ignored("not-whatsapp"));
  }

  @ParameterizedTest
  @CsvSource({
    "status_queued, ACCEPTED,",
    "status_sent, SENT,",
    "status_delivered, DELIVERED,",
    "status_read, READ,",
    "status_undelivered_63016, FAILED, WINDOW_CLOSED",
    "status_failed_63018, FAILED, RATE_NUMBER"
  })
  void readsStatuses(String fixture, Status status, Reason reason) throws Exception {
    assertThat(status(fixture).status()).isEqualTo(status);
    assertThat(status(fixture).reason()).isEqualTo(reason);
    assertThat(status(fixture).person().waId()).isEqualTo("447700900123");
  }

  @Test
  void returnsOurIdOfTheMessage() throws Exception {
    var request = request(HOOK + "?ref=m-1", "status_delivered");
    var received = (Ingress.Accepted) channel.receive(request, settings());
    var update = (ChannelEvent.StatusUpdate) channel.decode(received.parts().getFirst().body());
    assertThat(update.callbackData()).isEqualTo("m-1");
    assertThat(new String(received.reply().body())).isEqualTo("<Response/>");
  }

  @Test
  void recognizesAReplayedCallback() throws Exception {
    assertThat(parts("status_read").getFirst().idempotencyKey())
        .isEqualTo(parts("status_read").getFirst().idempotencyKey())
        .isNotEqualTo(parts("status_sent").getFirst().idempotencyKey());
    assertThat(parts("a_text").getFirst().idempotencyKey())
        .isEqualTo(parts("a_text").getFirst().idempotencyKey());
  }

  @Test
  void namesTheSenderThatAMessageIsFor() throws Exception {
    assertThat(parts("a_text").getFirst().endpoint()).isEqualTo(channel.externalId(settings()));
    assertThat(parts("status_read").getFirst().endpoint())
        .isEqualTo(channel.externalId(settings()));
    var other =
        "MessageSid=SM1&AccountSid=AC2&From=whatsapp:%2B447700900123&To=whatsapp:%2B15559999999";
    var request = TwilioSigned.form(HOOK, other.getBytes(StandardCharsets.UTF_8), TOKEN);
    var accepted = (Ingress.Accepted) channel.receive(request, settings());
    assertThat(accepted.parts().getFirst().endpoint()).isEqualTo("AC2+15559999999");
  }

  @Test
  void refusesTheSignatureOfAnotherAccount() throws Exception {
    var request = request(HOOK, "a_text");
    var forged = TwilioSigned.form(HOOK, request.body(), "token-of-another-account");
    assertThat(channel.receive(forged, settings())).isEqualTo(new Ingress.Rejected(403));
    var elsewhere = request("https://b.example.test/webhooks/twilio/c2", "a_text");
    var moved =
        new WebhookRequest(
            "POST", URI.create(HOOK), "", Map.of(), elsewhere.headers(), elsewhere.body());
    assertThat(channel.receive(moved, settings())).isEqualTo(new Ingress.Rejected(403));
  }

  @Test
  void acceptsEventsInJsonWithoutEffect() throws Exception {
    var body = "[{\"type\":\"com.example.error\",\"id\":\"1\"}]";
    var url = HOOK + "?bodySHA256=" + Digests.sha256Hex(body);
    var request =
        TwilioSigned.request(
            url,
            body.getBytes(StandardCharsets.UTF_8),
            Map.of("x-twilio-signature", TwilioSigned.mac("HmacSHA1", TOKEN, url)));
    var accepted = (Ingress.Accepted) channel.receive(request, settings());
    assertThat(channel.decode(accepted.parts().getFirst().body()))
        .isInstanceOf(ChannelEvent.Ignored.class);
  }

  @Test
  void sendsTextWithACallbackThatNamesIt() {
    twilio.then(201, SENT);
    assertThat(deliver(new Content.Text("a+b & é 👋")))
        .isEqualTo(new Delivery.Accepted(new ExternalId("SMd1"), null));
    assertThat(form())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "To", "whatsapp:+447700900123",
                "From", "whatsapp:+15550100200",
                "Body", "a+b & é 👋",
                "StatusCallback", HOOK + "?ref=m-1"));
    assertThat(sent().path()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
  }

  @Test
  void writesToAUserIdWithoutNumber() {
    twilio.then(201, SENT);
    channel.deliver(
        Given.message(new Content.Text("x"), Person.ofBsuid("GB.44"), null, null), context());
    assertThat(form()).containsEntry("To", "whatsapp:GB.44");
  }

  @Test
  void sendsFilesByOurLink() {
    twilio.then(201, SENT);
    deliver(Given.file(MediaKind.IMAGE, "image/png", "a.png", "Look", 500));
    assertThat(form())
        .containsEntry("MediaUrl", "https://files.example.test/k")
        .containsEntry("Body", "Look");
    assertThat(channel.info().capabilities().captionCharacters(MediaKind.DOCUMENT)).isZero();
  }

  @Test
  void sendsAPlace() {
    twilio.then(201, SENT);
    deliver(new Content.Location(51.5, -0.0001, "Harbour Bikes", "1 Quay Street", null));
    assertThat(form())
        .containsEntry("Body", "Harbour Bikes")
        .containsEntry("PersistentAction", "geo:51.5,-0.00010|1 Quay Street");
  }

  @Test
  void createsTheFormOfAQuestionOnce() {
    twilio.then(200, "{\"contents\":[]}").then(201, "{\"sid\":\"HX1\"}").then(201, SENT);
    assertThat(deliver(question("Red or blue?", 2))).isInstanceOf(Delivery.Accepted.class);
    assertThat(twilio.asked).hasSize(3);
    assertThat(twilio.asked.get(1).body())
        .contains("\"twilio/quick-reply\"", "\"body\":\"{{1}}\"", "\"id\":\"{{3}}\"")
        .doesNotContain("Red or blue?");
    assertThat(form())
        .containsEntry("ContentSid", "HX1")
        .containsEntry(
            "ContentVariables",
            "{\"1\":\"Red or blue?\",\"2\":\"Title 0\",\"3\":\"id-0\",\"4\":\"Title"
                + " 1\",\"5\":\"id-1\"}")
        .doesNotContainKeys("Body", "MediaUrl");

    twilio.then(201, SENT);
    deliver(question("Another one?", 2));
    assertThat(twilio.asked).as("the form exists").hasSize(4);
  }

  @Test
  void findsFormsThatWereCreatedBeforeARestart() {
    twilio.then(200, "{\"contents\":[]}").then(201, "{\"sid\":\"HX1\"}").then(201, SENT);
    deliver(question("Which?", 5));
    var name = twilio.asked.get(1).body().replaceAll(".*\"friendly_name\":\"([^\"]+)\".*", "$1");
    assertThat(twilio.asked.get(1).body()).contains("\"twilio/list-picker\"");

    var restarted = new TwilioChannel(http);
    twilio
        .then(
            200,
            "{\"contents\":[],\"meta\":{\"next_page_url\":"
                + "\"https://content.twilio.com/v1/Content?PageSize=100&Page=1\"}}")
        .then(200, "{\"contents\":[{\"sid\":\"HX7\",\"friendly_name\":\"" + name + "\"}]}")
        .then(201, SENT);
    restarted.deliver(Given.message(question("Which?", 5)), context());
    assertThat(form()).containsEntry("ContentSid", "HX7");
  }

  @Test
  void createsAFormAgainThatWasDeletedAtTwilio() {
    twilio.then(200, "{\"contents\":[]}").then(201, "{\"sid\":\"HX1\"}").then(201, SENT);
    deliver(question("Which?", 3));
    twilio.then(400, "{\"code\":21655}").then(201, "{\"sid\":\"HX2\"}").then(201, SENT);
    assertThat(deliver(question("Which?", 3))).isInstanceOf(Delivery.Accepted.class);
    assertThat(form()).containsEntry("ContentSid", "HX2");
  }

  @Test
  void asksInTextIfTwilioRefusesTheForm() {
    twilio.then(200, "{\"contents\":[]}").then(400, "{\"code\":20001}").then(201, SENT);
    assertThat(deliver(question("Which?", 2))).isInstanceOf(Delivery.Accepted.class);
    assertThat(form()).containsEntry("Body", "Which?\n1. Title 0\n2. Title 1");
  }

  @Test
  void keepsHeadingsInDescriptions() {
    var options = List.of(new Option("a", "A", "first", "Bikes", null), new Option("b", "B", null));
    twilio.then(200, "{\"contents\":[]}").then(201, "{\"sid\":\"HX1\"}").then(201, SENT);
    deliver(new Content.Choice("Which?", options));
    assertThat(form().get("ContentVariables")).contains("Bikes: first");
  }

  private static Content.Choice question(String text, int options) {
    return new Content.Choice(
        text,
        IntStream.range(0, options)
            .mapToObj(n -> new Option("id-" + n, "Title " + n, null))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "400, 63016, WINDOW_CLOSED, Refused",
    "400, 63007, NUMBER_NOT_REGISTERED, Refused",
    "400, 21211, NOT_ON_WHATSAPP, Refused",
    "400, 21610, OPTED_OUT, Refused",
    "429, 63018, RATE_NUMBER, Deferred",
    "429, 20429, RATE_LIMITED, Deferred",
    "503, 20503, UNAVAILABLE, Deferred",
    "400, 99999, OTHER_SIDE, Refused"
  })
  void readsRefusals(int status, int code, Reason reason, String outcome) {
    twilio.then(status, "{\"code\":%d,\"message\":\"no\",\"status\":%d}".formatted(code, status));
    var delivery = deliver(new Content.Text("x"));
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(delivery).extracting("reason").isEqualTo(reason);
    assertThat(delivery).extracting("detail").asString().contains("Twilio " + code + ": no");
  }

  @Test
  void showsItsCredentialsToTwilioOnly() throws Exception {
    try (var store = new StubServer()) {
      store.then(200, "abc");
      twilio.then(307, "", Map.of("Location", store.url() + "/bucket/file?sig=1"));
      var file = new MediaRef.Remote(null, twilio.url() + "/Media/ME1", null, null);
      try (var opened = channel.open(file, context())) {
        assertThat(new String(opened.stream().readAllBytes())).isEqualTo("abc");
      }
      assertThat(sent().authorization()).startsWith("Basic ");
      assertThat(store.asked.getFirst().authorization()).isNull();

      var elsewhere = new MediaRef.Remote(null, store.url() + "/stolen", null, null);
      assertThatThrownBy(() -> channel.open(elsewhere, context()))
          .isInstanceOfSatisfying(
              MediaUnavailable.class,
              gone -> assertThat(gone.reason()).isEqualTo(Reason.ADDRESS_REFUSED));
      assertThat(store.asked).hasSize(1);
    }
  }

  @Test
  void reportsAFileThatIsGone() {
    twilio.then(404, "{\"code\":20404}");
    var file = new MediaRef.Remote(null, twilio.url() + "/Media/ME1", null, null);
    assertThatThrownBy(() -> channel.open(file, context()))
        .isInstanceOfSatisfying(
            MediaUnavailable.class, gone -> assertThat(gone.reason()).isEqualTo(Reason.MEDIA_GONE));
  }

  @Test
  void setsTheWebhooksOfTheSender() {
    twilio
        .then(
            200,
            "{\"senders\":[{\"sid\":\"XE9\",\"sender_id\":\"whatsapp:+1999\"},"
                + "{\"sid\":\"XE1\",\"sender_id\":\"whatsapp:+15550100200\"}]}")
        .then(202, "{}");
    var connected = channel.connect(URI.create(HOOK), "Shop", context());
    assertThat(connected.working()).isTrue();
    assertThat(connected.learned()).containsEntry("registeredUrl", HOOK);
    assertThat(sent().path()).isEqualTo("/v2/Channels/Senders/XE1");
    assertThat(sent().body())
        .contains("\"callback_url\":\"" + HOOK + "#rc=5", "\"status_callback_url\"");
  }

  @Test
  void findsWhatKeepsASenderFromWorking() {
    assertThat(checked("active", "ONLINE", HOOK + "#rc=5")).allMatch(Probe::ok);
    assertThat(checked("suspended", "OFFLINE", "https://old.example.test/"))
        .noneMatch(Probe::ok)
        .extracting(Probe::found)
        .anyMatch(found -> found.contains("suspended"))
        .anyMatch(found -> found.contains("OFFLINE"))
        .anyMatch(found -> found.contains("old.example.test"));
    twilio.then(200, "{\"status\":\"active\"}").then(200, "{\"senders\":[]}");
    assertThat(channel.check(context()))
        .anyMatch(probe -> probe.found().contains("no WhatsApp sender with the number"));
  }

  private List<Probe> checked(String account, String sender, String hook) {
    twilio
        .then(200, "{\"status\":\"" + account + "\"}")
        .then(
            200,
            ("{\"senders\":[{\"sid\":\"XE1\",\"sender_id\":\"whatsapp:+15550100200\","
                    + "\"status\":\"%s\",\"webhook\":{\"callback_url\":\"%s\"}}]}")
                .formatted(sender, hook));
    return channel.check(context());
  }

  @Test
  void refusesAHostWithAnUnderscore() {
    var connected =
        channel.connect(URI.create("https://my_bridge.example.test/w"), "Shop", context());
    assertThat(connected.working()).isFalse();
    assertThat(twilio.asked).isEmpty();
  }
}
