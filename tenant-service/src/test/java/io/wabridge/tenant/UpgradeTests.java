package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.testkit.Stores;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A database from before V4 is upgraded with its data, and its credentials can still be decrypted.
 */
class UpgradeTests extends TenantServiceTest {

  private static final String SCHEMA = "tenant_before_v4";
  private static final String TENANT = "01a21e74-b91a-733c-988a-ddd41581ded5";
  private static final String DESK = "01a21e74-b9c3-7633-b946-efaa3c384e9c";
  private static final String SANDBOX_DESK = "01a21e74-b9c3-7633-b946-efaa3c384e9d";
  private static final String CHANNEL = "01a21e74-ba54-7ae3-a3bb-c7e08cf62cf2";
  private static final String CHANNEL_WITHOUT_ACCOUNT = "01a21e74-ba54-7ae3-a3bb-c7e08cf62cf3";

  @DynamicPropertySource
  static void databaseFromBefore(DynamicPropertyRegistry registry) throws Exception {
    var stores = Stores.get();
    var url = stores.setting("SPRING_DATASOURCE_URL");
    var user = stores.setting("SPRING_DATASOURCE_USERNAME");
    var password = stores.setting("SPRING_DATASOURCE_PASSWORD");
    try (var connection = DriverManager.getConnection(url, user, password)) {
      connection.createStatement().execute("drop schema if exists " + SCHEMA + " cascade");
      Flyway.configure()
          .dataSource(url, user, password)
          .schemas(SCHEMA)
          .locations("classpath:db/tenant")
          .target("3")
          .load()
          .migrate();
      connection.setSchema(SCHEMA);
      ScriptUtils.executeSqlScript(
          connection,
          new EncodedResource(new ClassPathResource("fixtures/v3.sql"), StandardCharsets.UTF_8));
    }
    registry.add("spring.flyway.schemas", () -> SCHEMA);
    registry.add("spring.jpa.properties.hibernate.default_schema", () -> SCHEMA);
    registry.add("spring.datasource.hikari.schema", () -> SCHEMA);
  }

  @Test
  void upgradesAChannelWithItsSettingsAndSecrets() {
    var channel = get("/internal/channels/" + CHANNEL).json();

    assertThat(channel.path("kind").asString()).isEqualTo("cloud");
    assertThat(channel.path("externalId").asString()).isEqualTo("number-before");
    assertThat(channel.path("desk").asString()).isEqualTo(DESK);
    assertThat(channel.path("readMarks").asString()).isEqualTo("ON_REPLY");
    assertThat(channel.at("/settings/values"))
        .isEqualTo(
            json.readTree(
                """
                {"phoneNumberId":"number-before","accountId":"waba-1",
                 "apiUrl":"https://graph.facebook.com","apiVersion":"v26.0"}
                """));
    assertThat(channel.at("/settings/secrets"))
        .isEqualTo(
            json.readTree("{\"appSecret\":\"app-s3cret\",\"verifyToken\":\"verify-s3cret\"}"));
    assertThat(get("/internal/channels/" + CHANNEL + "/token").text("token"))
        .isEqualTo("EAAG-token");
    assertThat(get("/internal/channels/by-external-id/cloud/number-before").text("id"))
        .isEqualTo(CHANNEL);
  }

  @Test
  void upgradesADeskWithItsRegionSecretsAndCredentials() {
    var desk = get("/internal/desks/by-external-id/genesys/integration-before").json();

    assertThat(desk.path("id").asString()).isEqualTo(DESK);
    assertThat(desk.at("/settings"))
        .isEqualTo(
            json.readTree(
                """
                {"values":{"region":"eu-central-1","clientId":"client-1",
                  "integrationId":"integration-before"},
                 "secrets":{"clientSecret":"client-s3cret",
                  "webhookSecret":"webhook-s3cret-that-is-long"},
                 "credential":"client-1",
                 "moreCredentials":[
                  {"id":"client-2","values":{"clientId":"client-2"},
                   "secrets":{"clientSecret":"second-s3cret"}},
                  {"id":"client-3","values":{"clientId":"client-3"},
                   "secrets":{"clientSecret":"third-s3cret"}}]}
                """));
    assertThat(get(TENANTS + "/" + TENANT + "/desks/" + DESK).text("status")).isEqualTo("WORKING");
  }

  @Test
  void keepsAddressesOutsideTheRegions() {
    var desk = get("/internal/desks/" + SANDBOX_DESK);

    assertThat(desk.status()).isEqualTo(200);
    assertThat(desk.text("externalId")).isEmpty();
    assertThat(desk.json().at("/settings/values"))
        .isEqualTo(
            json.readTree(
                """
                {"clientId":"client-9","loginUrl":"http://127.0.0.1:8091",
                 "apiUrl":"http://127.0.0.1:8091"}
                """));
  }

  @Test
  void changesAnEndpointThatLacksANewField() {
    var path = TENANTS + "/" + TENANT + "/channels/" + CHANNEL_WITHOUT_ACCOUNT;

    assertThat(send("PATCH", path, "{\"name\":\"Sales, EMEA\"}").status()).isEqualTo(200);
    assertThat(get(path).text("name")).isEqualTo("Sales, EMEA");
  }

  @Test
  void upgradeKeepsTheTenantsColumnsAndLists() {
    assertThat(
            db.sql("select phone_number_id, genesys_integration_id from tenants where id = :id")
                .param("id", TENANT)
                .query()
                .singleRow())
        .containsEntry("phone_number_id", "number-before")
        .containsEntry("genesys_integration_id", "integration-before");
    for (var list : List.of("/channels", "/desks")) {
      assertThat(get(TENANTS + "/" + TENANT + list).json().path("items")).hasSize(2);
    }
    assertThat(get("/internal/directory").json().at("/0/channels/0/externalId").asString())
        .isEqualTo("number-before");
  }
}
