package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.access.Caller;
import io.wabridge.kit.access.InternalToken;
import io.wabridge.model.Secret;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.Tenancy;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Changes are in the audit log before they are made, and a tenant's deletion reaches all data. */
@TestPropertySource(properties = "spring.application.name=tenant-service")
class AuditedChangesTests extends TenantServiceTest {

  private static final Tenancy OTHERS = new Tenancy();

  @DynamicPropertySource
  static void otherServices(DynamicPropertyRegistry registry) {
    for (var service : List.of("auth-service", "state-manager")) {
      registry.add("bridge.services." + service, OTHERS::url);
    }
  }

  @BeforeEach
  void begin() {
    OTHERS.reset();
    OTHERS.outside(asked -> StandIn.Answer.ok("{}"));
  }

  /** A call that came through the gateway. */
  private Answer as(String method, String path, String body) {
    var caller = new Caller.Installation("192.0.2.7");
    return send(
        method,
        path,
        body,
        new InternalToken(Secret.of(Stores.INTERNAL_TOKEN)).sign(caller, "tenant-service"));
  }

  private List<JsonNode> entries() {
    return OTHERS.asked("/internal/audit").stream()
        .map(asked -> json.readTree(asked.body()))
        .toList();
  }

  @Test
  void aChangeIsInTheAuditLogWithoutItsSecrets() {
    var tenant = tenant();

    var created = as("POST", TENANTS + "/" + tenant + "/channels", newChannel(number()));
    var path = TENANTS + "/" + tenant + "/channels/" + created.text("id");
    as("PATCH", path, "{\"settings\":{\"verifyToken\":\"fresh-s3cret\"}}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(entries())
        .extracting(entry -> entry.path("action").asString())
        .containsExactly("channel.created", "channel.changed");
    var changed = entries().getLast();
    assertThat(changed.path("tenant").asString()).isEqualTo(tenant);
    assertThat(changed.path("actor").asString()).isEqualTo("admin-token");
    assertThat(changed.path("subject").asString()).isEqualTo("channel:" + created.text("id"));
    assertThat(changed.path("address").asString()).isEqualTo("192.0.2.7");
    assertThat(entries().toString()).doesNotContain("s3cret");
  }

  @Test
  void aRefusedChangeHasASecondEntry() {
    var tenant = tenant();

    var refused = as("POST", TENANTS + "/" + tenant + "/channels", "{\"name\":\"\"}");

    assertThat(refused.status()).isBetween(400, 499);
    assertThat(entries())
        .extracting(entry -> entry.path("action").asString())
        .containsExactly("channel.created", "channel.created.refused");
    assertThat(entries().getLast().path("detail").asString())
        .isEqualTo("status " + refused.status());
  }

  @Test
  void nothingIsChangedWithoutAnEntry() {
    var tenant = tenant();
    OTHERS.outside(asked -> new StandIn.Answer(500, "{}"));

    var refused = as("POST", TENANTS + "/" + tenant + "/channels", newChannel(number()));

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body()).contains("audit log");
    assertThat(get(TENANTS + "/" + tenant + "/channels").json().path("items")).isEmpty();
    assertThat(as("GET", TENANTS + "/" + tenant, "").status()).isEqualTo(200);
  }

  @Test
  void otherServicesAreNotAudited() {
    channel(tenant());

    assertThat(entries()).isEmpty();
  }

  @Test
  void deletesATenantWithoutChannelsAndDesks() {
    var tenant = tenant();
    var channel = channel(tenant);
    var path = TENANTS + "/" + tenant;
    assertThat(as("DELETE", path, "").status()).isEqualTo(409);
    assertThat(OTHERS.asked("/internal/tenants/" + tenant + "/deletion")).isEmpty();
    send("DELETE", path + "/channels/" + channel, "");

    var deleted = as("DELETE", path, "");

    assertThat(deleted.status()).isEqualTo(202);
    assertThat(deleted.location()).isEqualTo("/api/v1/deletions/" + tenant);
    assertThat(OTHERS.asked("/internal/tenants/" + tenant + "/deletion"))
        .as("the ledger and the people")
        .hasSize(2);
    assertThat(get(path).status()).isEqualTo(404);
    assertThat(as("DELETE", path, "").status()).isEqualTo(404);
  }

  @Test
  void aTenantStaysWhileAnotherServiceDoesNotAnswer() {
    var tenant = tenant();
    OTHERS.outside(
        asked -> new StandIn.Answer(asked.path().endsWith("/deletion") ? 503 : 200, "{}"));

    assertThat(as("DELETE", TENANTS + "/" + tenant, "").status()).isEqualTo(503);

    assertThat(get(TENANTS + "/" + tenant).status()).isEqualTo(200);
  }
}
