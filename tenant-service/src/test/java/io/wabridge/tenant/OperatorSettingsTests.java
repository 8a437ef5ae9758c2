package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Settings of the operator: defaults of connectors, and whether tenants may enter addresses. */
@TestPropertySource(
    properties = {
      "bridge.outside.allow-explicit-addresses=true",
      "bridge.whatsapp.graph-url=http://127.0.0.1:8090/",
      "bridge.connectors.defaults.echodesk.plan=small"
    })
class OperatorSettingsTests extends TenantServiceTest {

  @Test
  void usesTheSandboxAddressAsDefault() {
    var channel = post(TENANTS + "/" + tenant() + "/channels", newChannel(number()));

    assertThat(channel.json().at("/settings/apiUrl").asString()).isEqualTo("http://127.0.0.1:8090");
    assertThat(
            get("/internal/channels/" + channel.text("id"))
                .json()
                .at("/settings/values/apiUrl")
                .asString())
        .isEqualTo("http://127.0.0.1:8090");
  }

  @Test
  void requiredFieldWithADefaultIsOptional() {
    var desk =
        post(TENANTS + "/" + tenant() + "/desks", newEchoDesk().replace("\"plan\":\"small\",", ""));

    assertThat(desk.status()).isEqualTo(201);
    assertThat(desk.json().at("/settings/plan").asString()).isEqualTo("small");
    for (var field : get("/api/v1/connectors/echodesk").json().path("fields")) {
      if (field.path("name").asString().equals("plan")) {
        assertThat(field.path("required").asBoolean()).isFalse();
        assertThat(field.path("defaultValue").asString()).isEqualTo("small");
      }
    }
  }

  @Test
  void removesTheTrailingSlashOfAnAddress() {
    var desk =
        post(
            TENANTS + "/" + tenant() + "/desks",
            newDesk()
                .replace(
                    "\"region\":\"eu-central-1\"",
                    "\"loginUrl\":\"http://127.0.0.1:8091/\",\"apiUrl\":\"http://127.0.0.1:8091\""));

    assertThat(desk.status()).isEqualTo(201);
    assertThat(desk.json().at("/settings/loginUrl").asString()).isEqualTo("http://127.0.0.1:8091");
  }
}
