package io.wabridge.connectors.channel.aws;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.aws.Sns;
import io.wabridge.connectors.aws.SnsCertificates;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.sandbox.sns.SigningCertificate;
import io.wabridge.testkit.contract.ChannelContract;
import io.wabridge.testkit.contract.MisbehavingServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class AwsContractTest extends ChannelContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);
  private static final SigningCertificate CERTIFICATE =
      SigningCertificate.generate("sns.amazonaws.com");

  private final AwsApi api = new AwsApi(HTTP, Clock.systemUTC());
  private final SnsCertificates certificates = new SnsCertificates(api.aws(), Clock.systemUTC());

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected ChannelConnector connector() {
    return new AwsChannel(api, certificates, Clock.systemUTC(), Duration.ofMillis(1));
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of(
            "region", "eu-central-1",
            "originationPhoneNumberId", "phone-number-id-0d0e0f0a0b0c0d0e0f0a0b0c0d0e0f0a",
            "topicArn", Sns.TOPIC,
            "mediaBucket", "whatsapp-media",
            "accessKeyId", "AKIDEXAMPLE00000",
            "apiVersion", "v23.0",
            "phoneNumberId", "106540352242922",
            "endpointUrl", server.toString()),
        Map.of("secretAccessKey", secret("secret-access-key")));
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
  protected MediaRef.Remote file(URI server) {
    return new MediaRef.Remote("1013859600285441", null, null, null);
  }

  @Override
  protected String fixtures() {
    return "/fixtures/channel/aws";
  }

  @Override
  protected String accepted() {
    return "{\"messageId\":\"0d0eaa9e-139c-43d4-a369-2b2950e110e0\"}";
  }

  /** Meta's message, which is Base64 in AWS's. */
  @Override
  protected String message(Request request) {
    var message = OutsideJson.readOrNothing(request.body()).path("message").asString();
    return new String(Base64.getDecoder().decode(message), StandardCharsets.UTF_8);
  }

  @Override
  protected String uploaded() {
    return "{\"mediaId\":\"1013859600285441\"}";
  }

  @Override
  protected String marked() {
    return accepted();
  }
}
