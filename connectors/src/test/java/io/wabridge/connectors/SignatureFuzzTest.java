package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wabridge.connectors.channel.cloud.CloudChannel;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Without the secret no signature is accepted. */
class SignatureFuzzTest {

  private static final Secret SECRET = Secret.of("a-secret-of-many-characters");
  private static final Settings NUMBER = Settings.of(Map.of(), Map.of("appSecret", SECRET));
  private static final Settings ORGANIZATION =
      Settings.of(Map.of(), Map.of("webhookSecret", SECRET));
  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);
  private static final CloudChannel CLOUD = new CloudChannel(HTTP);
  private static final GenesysDesk GENESYS = new GenesysDesk(HTTP);

  @FuzzTest(maxDuration = "10m")
  void signature(FuzzedDataProvider data) {
    String header = data.consumeString(200);
    byte[] body = data.consumeRemainingAsBytes();
    WebhookRequest webhook = Given.request(Map.of("x-hub-signature-256", header), body);
    byte[] mac = Digests.hmacSha256(SECRET, body);
    assertThat(Given.genuine(CLOUD, webhook, NUMBER))
        .isEqualTo(header.equals("sha256=" + HexFormat.of().formatHex(mac)));
    assertThat(Given.genuine(GENESYS, webhook, ORGANIZATION))
        .isEqualTo(header.equals("sha256=" + Base64.getEncoder().encodeToString(mac)));
  }
}
