package io.wabridge.connectors.desk.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.aws.Sns;
import io.wabridge.connectors.aws.SnsCertificates;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.sandbox.sns.SigningCertificate;
import io.wabridge.testkit.contract.DeskContract;
import io.wabridge.testkit.contract.MisbehavingServer.Answer;
import io.wabridge.testkit.contract.MisbehavingServer.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ConnectContractTest extends DeskContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);
  private static final SigningCertificate CERTIFICATE =
      SigningCertificate.generate("sns.amazonaws.com");

  private final ConnectApi api = new ConnectApi(HTTP, Clock.systemUTC());
  private final SnsCertificates certificates = new SnsCertificates(api.aws(), Clock.systemUTC());

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected DeskConnector connector() {
    return new ConnectDesk(api, certificates, Clock.systemUTC(), Duration.ofMillis(1));
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of(
            "region", "eu-central-1",
            "instanceId", "11111111-2222-4333-8444-555555555555",
            "contactFlowId", "66666666-7777-4888-9999-000000000000",
            "topicArn", Sns.TOPIC,
            "accessKeyId", "AKIDEXAMPLE00000",
            "textLimit", "1024-characters",
            "supervisorMessages", "ignore",
            "endpointUrl", server.toString()),
        Map.of("secretAccessKey", secret("secret-access-key")));
  }

  @Override
  protected Session session() {
    return new ConnectSession(
            "c-1",
            secret("participant").reveal(),
            secret("connection").reveal(),
            Instant.now().plus(Duration.ofHours(1)))
        .session();
  }

  @Override
  protected WebhookRequest signed(byte[] body, Settings settings) {
    var address = settings.get("endpointUrl") + "/SimpleNotificationService-1.pem";
    certificates.keep(URI.create(address), CERTIFICATE.publicKey());
    return Sns.request(Sns.notification(body), CERTIFICATE, address, 2);
  }

  @Override
  protected boolean sharesASecret() {
    return false;
  }

  @Override
  protected boolean sendingTwiceIsHarmless() {
    return true;
  }

  @Override
  protected List<Status> shownStatuses() {
    return List.of(Status.DELIVERED, Status.READ);
  }

  @Override
  protected MediaRef.Remote file(URI server) {
    return new MediaRef.Remote("a-1", null, null, null);
  }

  @Override
  protected Answer opening(Request request) {
    var host = request.head().lines().filter(line -> line.startsWith("Host: ")).findFirst();
    return request.path().equals("/participant/attachment")
        ? Answer.of(200, "{\"Url\":\"http://" + host.orElseThrow().substring(6) + "/file\"}")
        : Answer.of(200, "abc");
  }

  @Override
  protected String fixtures() {
    return "/fixtures/desk/connect";
  }

  @Override
  protected String accepted() {
    return "{\"Id\":\"m-1\",\"AttachmentId\":\"a-1\",\"AbsoluteTime\":\"2026-11-26T12:00:00.000Z\"}";
  }

  @Test
  void topicIsInTheRegionOfTheInstance() {
    var values = new HashMap<>(settings(URI.create("http://127.0.0.1")).values());
    values.put("region", "us-east-1");
    assertThat(connector().problems(Settings.of(values, Map.of())))
        .extracting(FieldProblem::field)
        .containsExactly("topicArn");
  }

  @Test
  void twoDesksOfAnInstanceHaveDifferentIds() {
    var values = new HashMap<>(settings(URI.create("http://127.0.0.1")).values());
    var first = connector().externalId(Settings.of(values, Map.of()));
    values.put("topicArn", Sns.TOPIC + "-2");
    assertThat(connector().externalId(Settings.of(values, Map.of())))
        .isNotEqualTo(first)
        .matches("[A-Za-z0-9_.+-]{1,100}");
    assertThat(connector().externalId(Settings.of(Map.of(), Map.of()))).isNull();
  }
}
