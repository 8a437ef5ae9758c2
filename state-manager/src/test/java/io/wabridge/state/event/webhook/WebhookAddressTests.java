package io.wabridge.state.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.state.StateTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Without the setting for stand-ins, no webhook leads into the own network. */
@TestPropertySource(properties = "bridge.outside.allow-private-addresses=false")
class WebhookAddressTests extends StateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/x",
        "http://localhost/x",
        "http://10.1.2.3/x",
        "http://[::1]/x",
        "http://169.254.169.254/latest"
      })
  void refusesAddressesOfTheOwnNetwork(String url) {
    var refused =
        post("/api/v1/tenants/" + requests.tenant + "/webhooks", "{\"url\": \"" + url + "\"}");

    assertThat(refused.path("status").asInt()).isEqualTo(400);
    assertThat(refused.path("detail").asString()).contains("url is refused");
  }
}
