package io.wabridge.connectors.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.StubServer.RecordedRequest;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.Delivery;
import io.wabridge.model.Delivery.Accepted;
import io.wabridge.model.Delivery.Deferred;
import io.wabridge.model.Delivery.Uncertain;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.Status;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.TemplatesRefused;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateStatus;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation with the stand-in of Twilio, which Twilio's own client judges. */
class TwilioSandboxTest {

  private static final Person ROSA = new Person(null, null, "447700900123", null, "Rosa");
  private static final String ACCOUNT = "AC00000000000000000000000000000001";

  private final OutboundHttp http = new OutboundHttp(Given.LOOPBACK);
  private final TwilioChannel channel = new TwilioChannel(http);
  private final HttpClient control = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private StubServer bridge;
  private Settings settings;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(0, 0);
    bridge = new StubServer();
    settings =
        Settings.of(
            Map.of(
                "accountSid",
                ACCOUNT,
                "number",
                "15550100200",
                "apiUrl",
                sandbox.whatsappUrl() + "/twilio"),
            Map.of("authToken", Secret.of("sandbox-twilio-token")));
    call("POST", "/sandbox/persons", "{\"waId\":\"447700900123\",\"name\":\"Rosa\"}");
    connect();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
    bridge.close();
    control.close();
    http.close();
  }

  private Context context() {
    return Given.context(settings, new Given.Tokens());
  }

  private void connect() {
    var connected = channel.connect(bridge.url().resolve("/webhooks/w1"), "Shop", context());
    assertThat(connected.working()).as(connected.probes().toString()).isTrue();
    var values = new HashMap<>(settings.values());
    values.putAll(connected.learned());
    settings = Settings.of(values, settings.secrets());
  }

  @Test
  void carriesMessagesInBothDirections() throws Exception {
    assertThat(channel.check(context())).allMatch(Probe::ok);

    say("{\"type\":\"text\",\"text\":\"Is the red tandem free?\"}");
    var said = (ChannelEvent.PersonMessage) heard();
    assertThat(said.content()).isEqualTo(new Content.Text("Is the red tandem free?"));
    assertThat(channel.showTyping(said.id(), context())).isInstanceOf(Accepted.class);

    say("{\"type\":\"image\",\"size\":5000,\"mime\":\"image/jpeg\"}");
    var picture = (Content.Media) ((ChannelEvent.PersonMessage) heard()).content();
    try (var opened = channel.open((MediaRef.Remote) picture.file(), context())) {
      assertThat(opened.stream().readAllBytes()).hasSize(5000);
    }

    bridge.forget();
    var question =
        new Content.Choice(
            "Which one?", List.of(new Option("r", "Red", null), new Option("b", "Blue", null)));
    var sent = (Accepted) channel.deliver(Given.message(question, ROSA, null, null), context());
    assertThat(received()).contains("Which one?", "Red", "Blue", "\"total\":1");
    var status = status(Status.SENT);
    assertThat(status.id()).isEqualTo(sent.id());
    assertThat(status.callbackData()).isEqualTo("m-1");

    say("{\"type\":\"button_reply\",\"id\":\"b\",\"title\":\"Blue\"}");
    assertThat(((ChannelEvent.PersonMessage) heard()).content())
        .isEqualTo(new Content.ChoiceReply("b", "Blue", null));
  }

  @Test
  void learnsLaterWhatBecameOfAnUncertainSend() throws Exception {
    say("{\"type\":\"text\",\"text\":\"hi\"}");
    heard();
    bridge.forget();
    call("POST", "/sandbox/faults", "{\"operation\":\"twilio-messages\",\"kind\":\"cut-after\"}");
    assertThat(deliver("Yes")).isInstanceOf(Uncertain.class);
    assertThat(status(Status.SENT).callbackData()).as("our id").isEqualTo("m-1");
    assertThat(received()).contains("\"total\":1");
  }

  @Test
  void learnsThatTheWindowIsClosed() throws Exception {
    assertThat(deliver("Hello?")).isInstanceOf(Accepted.class);
    var failed = status(Status.FAILED);
    assertThat(failed.reason()).isEqualTo(Reason.WINDOW_CLOSED);
    assertThat(failed.detail()).startsWith("Twilio 63016");
  }

  @Test
  void anApprovedContentReachesThePersonOutsideOfTheWindow() throws Exception {
    var sid =
        created(
            "/twilio/v1/Content",
            """
            {"friendly_name":"reminder","language":"en_GB","variables":{"1":"Rosa","2":"ten"},
             "types":{"twilio/text":{"body":"Hi {{1}}, your ride starts {{2}}."}}}
            """);
    created(
        "/twilio/v1/Content", "{\"language\":\"en\",\"types\":{\"twilio/text\":{\"body\":\"a\"}}}");
    created(
        "/twilio/v1/Content/" + sid + "/ApprovalRequests/whatsapp",
        "{\"name\":\"ride_reminder\",\"category\":\"UTILITY\"}");

    var page = channel.templates(null, context());
    assertThat(page.next()).isNull();
    assertThat(page.templates()).hasSize(1);
    var template = page.templates().getFirst();
    assertThat(template.name()).isEqualTo("ride_reminder");
    assertThat(template.language()).isEqualTo("en_GB");
    assertThat(template.status()).isEqualTo(TemplateStatus.APPROVED);

    var ordered =
        new Content.Template(
            "ride_reminder",
            "en_GB",
            TemplateValues.ofBody(List.of("Rosa", "at noon")),
            new Content.Template.Known(
                template.id(), template.category(), template.form(), "Hi Rosa"));
    assertThat(channel.deliver(Given.message(ordered, ROSA, null, null), context()))
        .isInstanceOf(Accepted.class);
    assertThat(received()).contains("Hi Rosa, your ride starts at noon.");
    assertThatThrownBy(() -> channel.delete(template.id(), template.name(), context()))
        .isInstanceOf(TemplatesRefused.class);
  }

  @Test
  void variablesRunOnOverTextAndButtons() {
    var form =
        new TemplateForm(
            false,
            null,
            "Hi {{1}}",
            null,
            List.of(
                new TemplateForm.Button(
                    TemplateForm.ButtonKind.URL, "Open", "https://a.test/{{2}}", null)),
            List.of(),
            null,
            Map.of());
    var known = new Content.Template.Known("HX1", TemplateCategory.UTILITY, form, "Hi Rosa");
    assertThat(
            TwilioTemplates.variables(
                known,
                TemplateValues.ofBody(List.of("Rosa"))
                    .withButtons(List.of(new TemplateValues.Button(0, "7781")))))
        .isEqualTo("{\"1\":\"Rosa\",\"2\":\"7781\"}");
  }

  /** The id that Twilio gave it. */
  private String created(String path, String json) throws Exception {
    var pair = (ACCOUNT + ":sandbox-twilio-token").getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.whatsappUrl() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    var answer = control.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return OutsideJson.readOrNothing(answer.body()).path("sid").asString("");
  }

  @Test
  void waitsWhenTwilioIsBusy() throws Exception {
    call("POST", "/sandbox/faults", "{\"operation\":\"twilio-messages\",\"kind\":\"429\"}");
    assertThat(deliver("x"))
        .isInstanceOfSatisfying(
            Deferred.class,
            later -> {
              assertThat(later.reason()).isEqualTo(Reason.RATE_LIMITED);
              assertThat(later.after()).isEqualTo(Duration.ofSeconds(1));
            });
  }

  @Test
  void acceptsSignaturesOfTheAddressWithAPortAndRefusesForeignOnes() throws Exception {
    behave("{\"signsPort\":true}");
    say("{\"type\":\"text\",\"text\":\"port\"}");
    assertThat(heard()).isInstanceOf(ChannelEvent.PersonMessage.class);
    behave("{\"signsPort\":false,\"foreignToken\":true}");
    say("{\"type\":\"text\",\"text\":\"foreign\"}");
    assertThat(channel.receive(webhook(next()), settings)).isEqualTo(new Ingress.Rejected(403));
    behave("{\"foreignToken\":false,\"sharedKey\":true}");
    settings =
        Settings.of(
            with(settings.values(), "sharedKeyId", "webhooks_sharedkey_sandbox"),
            Map.of(
                "authToken",
                Secret.of("sandbox-twilio-token"),
                "sharedKey",
                Secret.of("sandbox-shared-key")));
    say("{\"type\":\"text\",\"text\":\"shared\"}");
    assertThat(heard()).isInstanceOf(ChannelEvent.PersonMessage.class);
  }

  @Test
  void sendsNoParameterThatTwilioDoesNotKnow() throws Exception {
    deliver("x");
    assertThat(call("GET", "/sandbox/twilio/accounts/" + ACCOUNT + "/unknown-parameters", null))
        .isEqualTo("[]");
  }

  private static Map<String, String> with(Map<String, String> values, String name, String value) {
    var more = new HashMap<>(values);
    more.put(name, value);
    return more;
  }

  private Delivery deliver(String text) {
    return channel.deliver(Given.message(new Content.Text(text), ROSA, null, null), context());
  }

  private String received() throws Exception {
    return call("GET", "/sandbox/persons/447700900123/received?atLeast=1&timeoutMs=5000", null);
  }

  private void behave(String json) throws Exception {
    call("POST", "/sandbox/twilio/accounts/" + ACCOUNT + "/manners", json);
  }

  private void say(String json) throws Exception {
    bridge.forget();
    bridge.then(200, "");
    call("POST", "/sandbox/persons/447700900123/say", json);
  }

  private RecordedRequest next() throws Exception {
    return request(0);
  }

  private RecordedRequest request(int number) throws Exception {
    var deadline = System.nanoTime() + 10_000_000_000L;
    while (bridge.asked.size() <= number) {
      assertThat(System.nanoTime()).as("a webhook arrives").isLessThan(deadline);
      Thread.sleep(20);
    }
    return bridge.asked.get(number);
  }

  private ChannelEvent heard() throws Exception {
    return event(next());
  }

  private ChannelEvent.StatusUpdate status(Status wanted) throws Exception {
    for (var number = 0; ; number++) {
      if (event(request(number)) instanceof ChannelEvent.StatusUpdate update
          && update.status() == wanted) {
        return update;
      }
    }
  }

  private ChannelEvent event(RecordedRequest request) throws Exception {
    var received = channel.receive(webhook(request), settings);
    assertThat(received).isInstanceOf(Ingress.Accepted.class);
    return channel.decode(((Ingress.Accepted) received).parts().getFirst().body());
  }

  private WebhookRequest webhook(RecordedRequest request) {
    var headers = new HashMap<String, String>();
    request
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    var query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
    return TwilioSigned.request(
        bridge.url().resolve("/webhooks/w1") + query,
        request.body().getBytes(StandardCharsets.UTF_8),
        headers);
  }

  private String call(String method, String path, String json) throws Exception {
    var body =
        json == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json);
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.whatsappUrl() + path))
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    var answer = control.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
