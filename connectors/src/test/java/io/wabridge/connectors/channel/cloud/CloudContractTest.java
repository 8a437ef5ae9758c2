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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  /** The signature is of the bytes that arrived, and not of what they mean. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\u00e9\uD83D\uDE00\"}",
        "{\"a\":\"\\u00e9\\ud83d\\ude00\"}",
        "{\"a\":\"https:\\/\\/x\"}",
        "\uFEFF{\"a\":1}",
        "{\r\n\"a\" : 1}\r\n",
        "{\"a\":1} ",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":1,\"a\":2}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1.0}"
      })
  void abuse03_verifiesTheExactBytes(String text) {
    var body = text.getBytes(StandardCharsets.UTF_8);
    var genuine = signed(body, settings(UNUSED));
    var written = JsonMapper.shared().writeValueAsBytes(readable(text));

    assertThat(connector().receive(genuine, settings(UNUSED)))
        .isNotInstanceOf(Ingress.Rejected.class);
    if (!Arrays.equals(written, body)) {
      var changed =
          new WebhookRequest(
              genuine.method(),
              genuine.url(),
              genuine.path(),
              genuine.query(),
              genuine.headers(),
              written);
      assertThat(connector().receive(changed, settings(UNUSED)))
          .isInstanceOf(Ingress.Rejected.class);
    }
  }

  private static JsonNode readable(String text) {
    return JsonMapper.shared().readTree(text.replace("\uFEFF", ""));
  }

  @Test
  void abuse03_verifiesBytesThatAreNoText() {
    var body = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xe9, '"', '}'};

    assertThat(connector().receive(signed(body, settings(UNUSED)), settings(UNUSED)))
        .isNotInstanceOf(Ingress.Rejected.class);
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
  void abuse06_refusesAnyOtherVerification() {
    for (var wrong :
        List.of(
            Map.of("hub.verify_token", List.of("wrong")),
            Map.of("hub.verify_token", List.<String>of()),
            Map.of("hub.mode", List.of("unsubscribe")),
            Map.of("hub.challenge", List.of("1".repeat(101))),
            Map.of("hub.challenge", List.of("")),
            Map.of("hub.challenge", List.of("<script>alert(1)</script>")))) {
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
