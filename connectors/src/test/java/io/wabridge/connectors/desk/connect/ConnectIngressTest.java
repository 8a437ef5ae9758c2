package io.wabridge.connectors.desk.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.aws.Sns;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.sandbox.sns.Envelope;
import io.wabridge.sandbox.sns.SigningCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Only what SNS signed for the desk's own topic is believed. */
class ConnectIngressTest {

  private static final SigningCertificate CERTIFICATE =
      SigningCertificate.generate("sns.amazonaws.com");
  private static final byte[] TEXT =
      """
      {"Message":{"Id":"m-1","Type":"MESSAGE","ContentType":"text/plain","Content":"Olá",
        "ParticipantRole":"AGENT","InitialContactId":"c-1","ContactId":"c-1"},
       "MessageAttributes":{"MessageVisibility":{"Type":"String","Value":"ALL"}}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static OutboundHttp http;
  private final ConnectDesk desk = new ConnectDesk(http, Clock.systemUTC(), Duration.ZERO);
  private StubServer aws;

  @BeforeAll
  static void startHttp() {
    http = new OutboundHttp(Given.LOOPBACK);
  }

  @AfterAll
  static void stopHttp() throws IOException {
    http.close();
  }

  @BeforeEach
  void start() throws IOException {
    aws = new StubServer();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private String pem() {
    return aws.url() + "/SimpleNotificationService-1.pem";
  }

  private Settings settings() {
    return settings(aws.url().toString());
  }

  private static Settings settings(String endpoint) {
    var values = new HashMap<String, String>();
    values.put("region", "eu-central-1");
    values.put("topicArn", Sns.TOPIC);
    if (!endpoint.isEmpty()) {
      values.put("endpointUrl", endpoint);
    }
    return Settings.of(values, Map.of("secretAccessKey", Secret.of("s")));
  }

  private Ingress received(WebhookRequest request) throws IOException {
    return desk.receiveWithCalls(request, settings());
  }

  private static ObjectNode text() {
    return Sns.notification(TEXT);
  }

  private static void rejected(Ingress received) {
    assertThat(received)
        .isInstanceOfSatisfying(
            Ingress.Rejected.class, each -> assertThat(each.status()).isEqualTo(403));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void acceptsBothVersionsOfTheSignature(int version) throws Exception {
    aws.then(200, CERTIFICATE.pem());
    assertThat(received(Sns.request(text(), CERTIFICATE, pem(), version)))
        .isInstanceOf(Ingress.Accepted.class);
    assertThat(received(Sns.request(text(), CERTIFICATE, pem(), version)))
        .isInstanceOf(Ingress.Accepted.class);
    assertThat(aws.asked).as("the certificate is fetched once").hasSize(1);
  }

  @Test
  void rejectsAnAlteredNotification() throws Exception {
    aws.then(200, CERTIFICATE.pem());
    for (var name : new String[] {"Message", "MessageId", "Timestamp"}) {
      var altered = Envelope.signed(text(), CERTIFICATE, pem(), 2);
      var value =
          name.equals("Timestamp")
              ? Instant.now().minusSeconds(60).toString()
              : altered.path(name).asString() + " ";
      rejected(received(Sns.request(altered.put(name, value))));
    }
    rejected(received(Sns.request(Envelope.signed(text(), CERTIFICATE, pem(), 3))));
    var none = Envelope.signed(text(), CERTIFICATE, pem(), 2);
    none.remove("Signature");
    rejected(received(Sns.request(none)));
  }

  /** None of these addresses is called. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/SimpleNotificationService-1.pem",
        "https://sns.eu-central-1.amazonaws.com.evil.example/x.pem",
        "https://evil.example/?sns.eu-central-1.amazonaws.com",
        "https://sns.eu-central-1.amazonaws.com@evil.example/x.pem",
        "http://sns.eu-central-1.amazonaws.com/x.pem",
        "https://sns.eu-central-1.amazonaws.com:8443/x.pem",
        "https://sns.us-east-1.amazonaws.com/x.pem",
        "https://sns.eu-central-1.amazonaws.com.cn/x.pem",
        "file:///etc/passwd",
        "not an address",
        ""
      })
  void rejectsAForgedCertificateAddress(String address) throws Exception {
    var foreign = SigningCertificate.generate("sns.amazonaws.com");
    var request = Sns.request(text(), foreign, address, 2);
    rejected(received(request));
    rejected(desk.receiveWithCalls(request, settings("")));
    assertThat(aws.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem, eu-central-1, true",
    "https://SNS.eu-central-1.amazonaws.com/x.pem, eu-central-1, true",
    "https://sns.cn-north-1.amazonaws.com.cn/x.pem, cn-north-1, true",
    "https://sns.cn-north-1.amazonaws.com/x.pem, cn-north-1, false",
    "https://sns.eu-central-1.amazonaws.com/x.pem, eu-west-1, false",
  })
  void knowsTheHostOfARegion(String address, String region, boolean own) {
    var settings = ConnectSettings.of(Settings.of(Map.of("region", region), Map.of()));
    assertThat(settings.access().ofTopics(URI.create(address))).isEqualTo(own);
  }

  @Test
  void rejectsACertificateThatIsNotOfSns() throws Exception {
    var now = Instant.now();
    var day = Duration.ofDays(1);
    for (var other :
        new SigningCertificate[] {
          SigningCertificate.generate("sns.amazonaws.com.evil.example"),
          SigningCertificate.generate("evil.example"),
          SigningCertificate.generate("sns.amazonaws.com", now.minus(day), now.minusSeconds(60)),
          SigningCertificate.generate("sns.amazonaws.com", now.plus(day), now.plus(day).plus(day))
        }) {
      aws.forget();
      aws.then(200, other.pem());
      var fresh = new ConnectDesk(http, Clock.systemUTC(), Duration.ZERO);
      rejected(fresh.receiveWithCalls(Sns.request(text(), other, pem(), 2), settings()));
    }
  }

  @Test
  void rejectsAnotherTopicWithoutACall() throws Exception {
    var other = text().put("TopicArn", "arn:aws:sns:eu-central-1:999999999999:chat");
    rejected(received(Sns.request(other, CERTIFICATE, pem(), 2)));
    var lying = Sns.request(other, CERTIFICATE, pem(), 2);
    var headers = new HashMap<>(lying.headers());
    headers.put("x-amz-sns-topic-arn", Sns.TOPIC);
    rejected(received(Given.request(headers, lying.body())));
    assertThat(aws.asked).isEmpty();
  }

  @Test
  void rejectsWhatIsTooOld() throws Exception {
    aws.then(200, CERTIFICATE.pem());
    var old = text().put("Timestamp", Instant.now().minus(Duration.ofHours(2)).toString());
    rejected(received(Sns.request(old, CERTIFICATE, pem(), 2)));
    var late = text().put("Timestamp", Instant.now().minus(Duration.ofMinutes(60)).toString());
    assertThat(received(Sns.request(late, CERTIFICATE, pem(), 2)))
        .as("SNS repeats for an hour")
        .isInstanceOf(Ingress.Accepted.class);
  }

  /** The notification must be sent again: 4xx would be final. */
  @Test
  void asksForARepetitionWithoutACertificate() throws Exception {
    var request = Sns.request(text(), CERTIFICATE, pem(), 2);
    aws.then(503, "");
    assertThatIOException().isThrownBy(() -> received(request));
    assertThat(desk.receive(request, settings()))
        .isInstanceOfSatisfying(
            Ingress.Replied.class, each -> assertThat(each.reply().status()).isEqualTo(503));
    aws.then(200, CERTIFICATE.pem());
    assertThat(received(request)).isInstanceOf(Ingress.Accepted.class);
  }

  @Test
  void doesNotAskForAMissingCertificateAgainAndAgain() throws Exception {
    aws.then(403, "");
    rejected(received(Sns.request(text(), CERTIFICATE, pem(), 2)));
    rejected(received(Sns.request(text(), CERTIFICATE, pem(), 2)));
    assertThat(aws.asked).hasSize(1);
  }

  @Test
  void confirmsTheSubscription() throws Exception {
    aws.then(200, CERTIFICATE.pem()).then(200, "<ConfirmSubscriptionResponse/>");
    var address = aws.url().resolve("/?Action=ConfirmSubscription&Token=2336412f37f");
    var request =
        Sns.request(Sns.confirmation("SubscriptionConfirmation", address), CERTIFICATE, pem(), 1);
    assertThat(received(request)).isInstanceOf(Ingress.Replied.class);
    assertThat(aws.asked.getLast().query()).contains("Action=ConfirmSubscription");
    aws.then(500, "");
    assertThatIOException().isThrownBy(() -> received(request));
  }

  @Test
  void confirmsNothingElsewhere() throws Exception {
    aws.then(200, CERTIFICATE.pem());
    var elsewhere = URI.create("https://evil.example/?Action=ConfirmSubscription");
    rejected(
        received(
            Sns.request(
                Sns.confirmation("SubscriptionConfirmation", elsewhere), CERTIFICATE, pem(), 2)));
    var forged = Sns.confirmation("SubscriptionConfirmation", aws.url().resolve("/confirm"));
    rejected(
        received(Sns.request(forged, SigningCertificate.generate("sns.amazonaws.com"), pem(), 2)));
    assertThat(aws.asked).as("the certificate only").hasSize(1);
  }

  /** It is parked, where an operator sees it. */
  @Test
  void showsThatTheSubscriptionWasCancelled() throws Exception {
    aws.then(200, CERTIFICATE.pem());
    var cancelled =
        Sns.confirmation("UnsubscribeConfirmation", aws.url().resolve("/?Action=Confirm"));
    assertThat(received(Sns.request(cancelled, CERTIFICATE, pem(), 2)))
        .isInstanceOfSatisfying(
            Ingress.Unreadable.class,
            parked -> {
              assertThat(parked.problem())
                  .contains("subscription", "cancelled", "Connect the desk");
              assertThat(parked.reply().status()).isEqualTo(200);
            });
    assertThat(aws.asked).as("it is not confirmed again").hasSize(1);
  }
}
