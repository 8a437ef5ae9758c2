package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several credentials of one desk: entered, replaced, removed, and never shown. */
class CredentialPoolTests extends TenantServiceTest {

  private static final String SECOND =
      ",\"moreCredentials\":[{\"account\":\"second\",\"apiKey\":\"second-s3cret\",\"team\":\"b\"}]}";

  private String desks;
  private String desk;

  @BeforeEach
  void enter() {
    desks = TENANTS + "/" + tenant() + "/desks";
    var created = post(desks, newEchoDesk().strip().replaceFirst("}$", SECOND));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("moreCredentials"))
        .isEqualTo(json.readTree("[{\"account\":\"second\",\"team\":\"b\"}]"));
    assertThat(created.body()).doesNotContain("s3cret");
    desk = created.text("id");
  }

  private Answer change(String moreCredentials) {
    return send("PATCH", desks + "/" + desk, "{\"moreCredentials\":" + moreCredentials + "}");
  }

  private String token(String credential) {
    return get("/internal/desks/" + desk + "/token?credential=" + credential).text("token");
  }

  @Test
  void servesEachCredentialWithItsToken() {
    var settings = get("/internal/desks/" + desk).json().path("settings");

    assertThat(settings.path("credential").asString()).isEqualTo("first");
    assertThat(settings.path("moreCredentials"))
        .isEqualTo(
            json.readTree(
                "[{\"id\":\"second\",\"values\":{\"account\":\"second\",\"team\":\"b\"}}]"));
    assertThat(token("first")).isEqualTo("first-s3cret");
    assertThat(token("")).isEqualTo("first-s3cret");
    assertThat(token("second")).isEqualTo("second-s3cret");
    assertThat(get("/internal/desks/" + desk + "/token?credential=third").status()).isEqualTo(404);
  }

  @Test
  void keepsTheSecretOfAnUnchangedCredential() {
    var changed =
        change(
            "[{\"account\":\"third\",\"apiKey\":\"third-s3cret\"},{\"account\":\"second\",\"team\":null}]");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("moreCredentials"))
        .isEqualTo(json.readTree("[{\"account\":\"third\"},{\"account\":\"second\"}]"));
    assertThat(changed.body()).doesNotContain("s3cret");
    assertThat(token("third")).isEqualTo("third-s3cret");
    assertThat(token("second")).isEqualTo("second-s3cret");
  }

  @Test
  void deletesTheSecretsOfARemovedCredential() {
    assertThat(change("[]").status()).isEqualTo(200);

    assertThat(
            db.sql("select credentials::text from tenant_credentials where credential_type = :t")
                .param("t", "desk:" + desk)
                .query(String.class)
                .single())
        .doesNotContain("second")
        .contains("apiKey", "hookSecret");
    assertThat(get("/internal/desks/" + desk).json().at("/settings/moreCredentials")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"account\":\"x\"}]|moreCredentials[0].apiKey|API key is required",
        "[{\"apiKey\":\"x-s3cret\"}]|moreCredentials[0].account|Account is required",
        "[{\"account\":\" \",\"apiKey\":\"x-s3cret\"}]|moreCredentials[0].account|Account is required",
        "[{\"account\":\"first\",\"apiKey\":\"x-s3cret\"}]|moreCredentials[0].account"
            + "|Account is entered more than once",
        "[{\"account\":\"second\"},{\"account\":\"second\"}]|moreCredentials[1].account"
            + "|Account is entered more than once",
        "[{\"account\":\"second\",\"plan\":\"small\"}]|moreCredentials[0].plan"
            + "|plan is not a setting of Echo desk; its settings: account, apiKey, team",
        "[{\"account\":\"x\",\"apiKey\":\"s3\"}]|moreCredentials[0].apiKey"
            + "|API key is not valid: a valid value is 5 characters or longer"
      })
  void refusesAnInvalidCredentialPool(String credentials, String field, String problem) {
    var refused = change(credentials);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem(field)).isEqualTo(problem);
    assertThat(refused.body()).doesNotContain("s3cret");
    assertThat(token("second")).isEqualTo("second-s3cret");
  }

  @Test
  void refusesADuplicateCredential() {
    var refused = send("PATCH", desks + "/" + desk, "{\"settings\":{\"account\":\"second\"}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem("account"))
        .isEqualTo("Account is already used by a further credential");
  }

  @Test
  void refusesMoreCredentialsForAProductWithOne() {
    var refused =
        post(
            TENANTS + "/" + tenant() + "/channels",
            newChannel(number())
                .strip()
                .replaceFirst("}$", ",\"moreCredentials\":[{\"accessToken\":\"s3cret\"}]}"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem("moreCredentials")).contains("has one credential");
  }
}
