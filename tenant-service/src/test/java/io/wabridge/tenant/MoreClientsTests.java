package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several OAuth clients of one desk: entered, replaced, taken away, and never shown. */
class MoreClientsTests extends TenantServiceTest {

  private String desks;
  private String desk;

  @BeforeEach
  void enter() {
    desks = TENANTS + "/" + tenant() + "/desks";
    var created =
        post(
            desks,
            newDesk()
                .replace(
                    "}",
                    ",\"moreClients\":[{\"clientId\":\"client-2\",\"clientSecret\":\"second-s3cret\"}]}"));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body())
        .contains("\"moreClientIds\":[\"client-2\"]")
        .doesNotContain("s3cret");
    desk = created.text("id");
  }

  private Answer change(String moreClients) {
    return send("PATCH", desks + "/" + desk, "{\"moreClients\":" + moreClients + "}");
  }

  private String secret(int which) {
    return get("/internal/desks/" + desk)
        .json()
        .at("/settings/moreClients/" + which + "/secret")
        .asString("");
  }

  @Test
  void ourOwnServicesGetThemWithTheirSecrets() {
    var clients = get("/internal/desks/" + desk).json().at("/settings/moreClients");

    assertThat(clients).hasSize(1);
    assertThat(clients.at("/0/id").asString()).isEqualTo("client-2");
    assertThat(secret(0)).isEqualTo("second-s3cret");
  }

  @Test
  void aKnownClientKeepsItsSecretBesideANewOne() {
    var changed =
        change(
            "[{\"clientId\":\"client-3\",\"clientSecret\":\"third-s3cret\"},{\"clientId\":\"client-2\"}]");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body()).doesNotContain("s3cret");
    assertThat(secret(0)).isEqualTo("third-s3cret");
    assertThat(secret(1)).isEqualTo("second-s3cret");
  }

  @Test
  void whoIsTakenAwayLeavesNoSecretBehind() {
    assertThat(change("[]").status()).isEqualTo(200);

    assertThat(
            db.sql("select credentials::text from tenant_credentials where credential_type = :t")
                .param("t", "desk:" + desk)
                .query(String.class)
                .single())
        .doesNotContain("client-2")
        .contains("clientSecret", "webhookSecret");
    assertThat(get("/internal/desks/" + desk).json().at("/settings/moreClients")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"clientId\":\"client-4\"}]",
        "[{\"clientId\":\"client-1\",\"clientSecret\":\"s\"}]",
        "[{\"clientId\":\"client-2\"},{\"clientId\":\"client-2\"}]",
        "[{\"clientId\":\" \",\"clientSecret\":\"s\"}]"
      })
  void whatCannotBeAPoolIsRefused(String clients) {
    assertThat(change(clients).status()).isEqualTo(400);
    assertThat(secret(0)).isEqualTo("second-s3cret");
  }

  @Test
  void theFirstClientCannotBecomeOneThatIsThereAlready() {
    assertThat(send("PATCH", desks + "/" + desk, "{\"clientId\":\"client-2\"}").status())
        .isEqualTo(400);
  }
}
