package io.wabridge.tenant.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.Settings;
import io.wabridge.tenant.EchoChannel;
import io.wabridge.tenant.EchoDesk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An invalid default stops the start and names its property. */
class FieldDefaultsTest {

  private final ConnectorCatalog catalog =
      new ConnectorCatalog(
          new Connectors<>(List.of(new EchoChannel())), new Connectors<>(List.of(new EchoDesk())));

  private FieldDefaults defaults(String kind, String field, String value) {
    return new FieldDefaults(catalog, new ConnectorProperties(Map.of(kind, Map.of(field, value))));
  }

  @ParameterizedTest
  @CsvSource({"adminUrl", "adminurl", "admin-url"})
  void findsAFieldIndependentOfCase(String name) {
    var defaults = defaults("echodesk", name, "https://admin.example/");

    var filled = defaults.fill(new EchoDesk().info(), Settings.of(Map.of(), Map.of()));

    assertThat(filled.values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("adminUrl", "https://admin.example", "region", "eu"));
  }

  @Test
  void refusesAnEmptyDefault() {
    var filled =
        defaults("echodesk", "adminUrl", "")
            .fill(new EchoDesk().info(), Settings.of(Map.of(), Map.of()));

    assertThat(filled.find("adminUrl")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "fax, number, 1, bridge.connectors.defaults.fax.number: there is no such kind",
    "echodesk, number, 1, bridge.connectors.defaults.echodesk.number: there is no such field",
    "echodesk, apiKey, 12345, bridge.connectors.defaults.echodesk.apiKey: a secret cannot have a default",
    "echodesk, plan, huge, bridge.connectors.defaults.echodesk.plan must be one of: small",
    "echodesk, code, ab, bridge.connectors.defaults.echodesk.code is not valid"
  })
  void refusesAnInvalidDefaultAtStart(String kind, String field, String value, String text) {
    assertThatThrownBy(() -> defaults(kind, field, value))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(text);
  }
}
