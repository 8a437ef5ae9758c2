package io.wabridge.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.sandbox.sns.Envelope;
import io.wabridge.sandbox.sns.SigningCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.node.ObjectNode;

/** The receiver's check of notifications and the vendor's own one give the same verdicts. */
class SnsJudgeTest {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);
  private static final String PEM =
      "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem";
  private static final SigningCertificate CERTIFICATE =
      SigningCertificate.generate("sns.amazonaws.com");
  private static final SigningCertificate FOREIGN =
      SigningCertificate.generate("sns.amazonaws.com");
  private static final SnsReceiver.Topic TOPIC =
      new SnsReceiver.Topic(
          Sns.TOPIC, new AwsAccess("eu-central-1", "AKIDEXAMPLE00000", Secret.of("s"), null, null));

  private final AwsHttp aws = new AwsHttp("aws", HTTP, Clock.systemUTC());
  private final SnsCertificates certificates = new SnsCertificates(aws, Clock.systemUTC());
  private final SnsReceiver receiver =
      new SnsReceiver(aws, certificates, Clock.systemUTC(), _ -> List.of(), "cancelled");
  private final SnsMessageManager judge =
      SnsMessageManager.builder().region(Region.EU_CENTRAL_1).httpClient(new Pem()).build();

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @BeforeEach
  void know() {
    certificates.keep(URI.create(PEM), CERTIFICATE.publicKey());
  }

  static Stream<String> messages() {
    return Stream.of(
        "{}",
        "",
        " ",
        "Olá 🚲",
        "a\r\nb\n",
        "{\"a\":\"\\/ \\u00e9\"}",
        "\u0001\u0007",
        "\\n",
        "Message\nx\nMessageId\ny\n",
        "x".repeat(200_000));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void agreesAboutNotifications(String message) {
    for (var version : List.of(1, 2)) {
      var genuine = Sns.envelope("Notification").put("Message", message);
      agree(signed(genuine.deepCopy(), CERTIFICATE, PEM, version), true);
      agree(signed(genuine.deepCopy().put("Subject", "s"), CERTIFICATE, PEM, version), true);
      agree(signed(genuine.deepCopy(), FOREIGN, PEM, version), false);
      for (var name : List.of("Message", "MessageId", "TopicArn")) {
        var altered = signed(genuine.deepCopy(), CERTIFICATE, PEM, version);
        agree(altered.put(name, altered.path(name).asString() + " "), false);
      }
      var added = signed(genuine.deepCopy(), CERTIFICATE, PEM, version);
      agree(added.put("Subject", "added afterwards"), false);
      var relabelled = signed(genuine.deepCopy(), CERTIFICATE, PEM, version);
      agree(relabelled.put("SignatureVersion", version == 1 ? "2" : "1"), false);
    }
    agree(signed(Sns.envelope("Notification").put("Message", message), CERTIFICATE, PEM, 3), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SubscriptionConfirmation", "UnsubscribeConfirmation"})
  void agreesAboutConfirmations(String type) {
    var address =
        URI.create("https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=1");
    for (var version : List.of(1, 2)) {
      agree(signed(Sns.confirmation(type, address), CERTIFICATE, PEM, version), true);
      for (var name : List.of("Token", "SubscribeURL", "Message")) {
        var altered = signed(Sns.confirmation(type, address), CERTIFICATE, PEM, version);
        agree(altered.put(name, altered.path(name).asString() + "x"), false);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/SimpleNotificationService-1.pem",
        "https://sns.eu-central-1.amazonaws.com.evil.example/x.pem",
        "https://evil.example/?https://sns.eu-central-1.amazonaws.com/x.pem",
        "https://sns.eu-central-1.amazonaws.com@evil.example/x.pem",
        "https://sns.us-east-1.amazonaws.com/x.pem",
        "http://sns.eu-central-1.amazonaws.com/x.pem",
        "https://sns.eu-central-1.amazonaws.com.cn/x.pem",
        "https://xsns.eu-central-1.amazonaws.com/x.pem",
        "https://sns.eu-central-1.amazonaws.com%2eevil.example/x.pem",
        "https://s3.eu-central-1.amazonaws.com/sns/x.pem",
        "ftp://sns.eu-central-1.amazonaws.com/x.pem",
        "//sns.eu-central-1.amazonaws.com/x.pem",
        "not an address"
      })
  void agreesAboutAddressesOfCertificates(String address) {
    var text = Sns.envelope("Notification").put("Message", "x");
    agree(signed(text, CERTIFICATE, address, 2), false);
  }

  private static ObjectNode signed(
      ObjectNode envelope, SigningCertificate certificate, String address, int version) {
    return Envelope.signed(envelope, certificate, address, version);
  }

  private void agree(ObjectNode envelope, boolean genuine) {
    var request = Sns.request(envelope);
    var theirs = theirs(request);
    assertThat(theirs.isEmpty()).as("the vendor's verdict: %s", theirs).isEqualTo(genuine);
    assertThat(receiver.receive(request, TOPIC) instanceof Ingress.Rejected)
        .as("ours")
        .isEqualTo(!genuine);
  }

  /** Why the vendor's code refuses it; empty: it does not. */
  private String theirs(WebhookRequest request) {
    try {
      judge.parseMessage(new String(request.body(), StandardCharsets.UTF_8));
      return "";
    } catch (SdkException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Serves the certificate for whatever is asked: only the address is judged. */
  private static final class Pem implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          var pem = CERTIFICATE.pem().getBytes(StandardCharsets.US_ASCII);
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(pem)))
              .build();
        }

        @Override
        public void abort() {
          // nothing is running
        }
      };
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
