package io.wabridge.connectors.desk.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.contract.DeskContract;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GenesysContractTest extends DeskContract {

  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  @Override
  protected DeskConnector connector() {
    return new GenesysDesk(HTTP);
  }

  @Override
  protected Settings settings(URI server) {
    return Settings.of(
        Map.of(
            "integrationId",
            "0f3c1a52-6f0e-4d3b-9a55-2b7c1d9e4a10",
            "loginUrl",
            server.toString(),
            "apiUrl",
            server.toString(),
            "clientId",
            "9a1b2c3d-client"),
        Map.of("clientSecret", secret("client"), "webhookSecret", secret("webhook")));
  }

  @Override
  protected WebhookRequest signed(byte[] body, Settings settings) {
    var signature = Signed.base64(body, settings.secret("webhookSecret").reveal());
    return Given.request(Map.of("x-hub-signature-256", signature), body);
  }

  @Override
  protected String fixtures() {
    return "/fixtures/desk/genesys";
  }

  @Override
  protected String accepted() {
    return "{\"id\":\"8d1f\",\"conversationId\":\"7d2e\"}";
  }

  @Test
  void derivesTheAddressesFromTheRegion() {
    assertThat(connector().info().field("region").orElseThrow().options())
        .extracting(Field.Option::value)
        .contains("us-east-1", "eu-central-1", "ap-northeast-3")
        .hasSize(18);
    var ireland = GenesysSettings.of(entered(Map.of("region", "eu-west-1")));
    assertThat(ireland.loginUrl()).hasToString("https://login.mypurecloud.ie");
    assertThat(ireland.apiUrl()).hasToString("https://api.mypurecloud.ie");
    var other =
        GenesysSettings.of(entered(Map.of("region", "eu-west-1", "apiUrl", "http://localhost/")));
    assertThat(other.apiUrl()).hasToString("http://localhost");
    assertThat(other.loginUrl()).hasToString("https://login.mypurecloud.ie");
  }

  @Test
  void needsARegionOrBothAddresses() {
    assertThat(problems(Map.of("region", "eu-west-1"))).isEmpty();
    assertThat(problems(Map.of("loginUrl", "https://a", "apiUrl", "https://b"))).isEmpty();
    assertThat(problems(Map.of())).extracting(FieldProblem::field).containsExactly("region");
    assertThat(problems(Map.of("loginUrl", "https://a")))
        .extracting(FieldProblem::field)
        .containsExactly("apiUrl");
    assertThat(problems(Map.of("apiUrl", "https://a")))
        .extracting(FieldProblem::field)
        .containsExactly("loginUrl");
  }

  private List<FieldProblem> problems(Map<String, String> entered) {
    return connector().problems(entered(entered));
  }

  private static Settings entered(Map<String, String> values) {
    return Settings.of(values, Map.of());
  }
}
