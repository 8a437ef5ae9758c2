package io.wabridge.connectors.channel.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.contract.ChannelContract;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CloudContractTest extends ChannelContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);
  private static final URI UNUSED = URI.create("http://127.0.0.1:1");

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected ChannelConnector connector() {
    return new CloudChannel(HTTP);
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of(
            "phoneNumberId", "106540352242922",
            "accountId", "102290129340398",
            "apiUrl", server.toString(),
            "apiVersion", "v26.0"),
        Map.of("appSecret", secret("app"), "verifyToken", secret("verify")));
  }

  @Override
  protected WebhookRequest signed(byte[] body, Settings settings) {
    var signature = Signed.hex(body, settings.secret("appSecret").reveal());
    return Given.request(Map.of("x-hub-signature-256", signature), body);
  }

  @Override
  protected String fixtures() {
    return "/fixtures/channel/cloud";
  }

  @Override
  protected String accepted() {
    return "{\"messages\":[{\"id\":\"wamid.NEW\"}]}";
  }

  @Test
  void answersTheChallengeWithTheRightToken() {
    assertThat(verified(Map.of()))
        .isInstanceOfSatisfying(
            Ingress.Replied.class,
            replied -> {
              assertThat(replied.reply().status()).isEqualTo(200);
              assertThat(new String(replied.reply().body())).isEqualTo("1158201444");
            });
  }

  @Test
  void refusesAnyOtherVerification() {
    for (var wrong :
        List.of(
            Map.of("hub.verify_token", List.of("wrong")),
            Map.of("hub.verify_token", List.<String>of()),
            Map.of("hub.mode", List.of("unsubscribe")),
            Map.of("hub.challenge", List.of("1".repeat(1001))))) {
      assertThat(verified(wrong)).isEqualTo(new Ingress.Rejected(403));
    }
    assertThat(
            connector()
                .receive(
                    verification(Map.of("hub.verify_token", List.of(""))),
                    Settings.of(Map.of(), Map.of())))
        .isEqualTo(new Ingress.Rejected(403));
  }

  private Ingress verified(Map<String, List<String>> otherwise) {
    return connector().receive(verification(otherwise), settings(UNUSED));
  }

  private WebhookRequest verification(Map<String, List<String>> otherwise) {
    var query = new HashMap<String, List<String>>();
    query.put("hub.mode", List.of("subscribe"));
    query.put("hub.challenge", List.of("1158201444"));
    query.put("hub.verify_token", List.of(secret("verify").reveal()));
    query.putAll(otherwise);
    return new WebhookRequest("GET", UNUSED, "", query, Map.of(), new byte[0]);
  }

  @Test
  void hasDefaultsForGraph() {
    var settings = CloudSettings.of(Settings.of(Map.of("phoneNumberId", "1"), Map.of()));
    assertThat(settings.apiUrl()).hasToString("https://graph.facebook.com");
    assertThat(settings.apiVersion()).isEqualTo("v26.0");
    assertThat(settings.accountId()).isEmpty();
  }
}
