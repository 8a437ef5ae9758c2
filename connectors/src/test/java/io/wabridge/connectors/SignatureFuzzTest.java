package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wabridge.connectors.channel.cloud.Cloud;
import io.wabridge.connectors.desk.genesys.Genesys;
import io.wabridge.model.ChannelSettings;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.DeskConnector;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Whoever does not know the secret writes no signature that is taken. */
class SignatureFuzzTest {

  private static final Secret SECRET = Secret.of("a-secret-of-many-characters");
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);
  private static final ChannelConnector CLOUD = Cloud.connector(HTTP);
  private static final DeskConnector GENESYS = Genesys.connector(HTTP);

  @FuzzTest(maxDuration = "10m")
  void signature(FuzzedDataProvider data) {
    String header = data.consumeString(200);
    byte[] body = data.consumeRemainingAsBytes();
    Webhook webhook = new Webhook(Map.of("x-hub-signature-256", header), body);
    byte[] mac = Digests.hmacSha256(SECRET, body);
    assertThat(
            CLOUD.genuine(webhook, new ChannelSettings("9", "7", NOBODY, "v26.0", SECRET, SECRET)))
        .isEqualTo(header.equals("sha256=" + HexFormat.of().formatHex(mac)));
    assertThat(
            GENESYS.genuine(
                webhook, new DeskSettings("i", NOBODY, NOBODY, "c", SECRET, SECRET, List.of())))
        .isEqualTo(header.equals("sha256=" + Base64.getEncoder().encodeToString(mac)));
  }
}
