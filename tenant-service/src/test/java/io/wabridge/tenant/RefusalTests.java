package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Ids;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal names what is wrong; data of another tenant is not found. */
class RefusalTests extends TenantServiceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name",
        "{\"name\":\"  \"}|name",
        "{\"name\":\"\"}|name",
        "{\"name\":[1]}|name",
        "{\"name\":|JSON",
        "[]|JSON"
      })
  void refusesAnInvalidTenantByField(String body, String said) {
    var refused = post(TENANTS, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.type()).startsWith("application/problem+json");
    assertThat(refused.text("detail")).contains(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"de\"", "\"EN\"", "\"en-US\"", "\"\"", "1", "true", "[\"en\"]", "{}"})
  void refusesAnUnknownLanguage(String language) {
    var tenant = TENANTS + "/" + tenant();
    var created = "{\"name\":\"Acme %s\",\"language\":%s}".formatted(Ids.next(), language);
    for (var refused :
        List.of(
            post(TENANTS, created),
            send("PATCH", tenant, "{\"language\":%s}".formatted(language)))) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.type()).startsWith("application/problem+json");
      assertThat(refused.text("detail"))
          .isEqualTo("The field language is not as expected; it is one of: en, es, pt.");
    }
    assertThat(send("PATCH", tenant, "{\"status\":\"GONE\"}").text("detail"))
        .isEqualTo("The field status is not as expected; it is one of: ACTIVE, SUSPENDED.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channels|{}|name|Name is required",
        "channels|{}|kind|Kind is required; kinds: aws, chatwootinbox, cloud,",
        "channels|{\"name\":\"a\",\"kind\":\"fax\"}|kind|Kind is unknown; kinds: aws, chatwootinbox, cloud,",
        "channels|{\"name\":\"a\",\"kind\":\"genesys\"}|kind|Kind is unknown; kinds: aws, chatwootinbox, cloud,",
        "channels|{\"name\":\"a\",\"kind\":\"cloud\"}|phoneNumberId|Phone number ID is required",
        "channels|{\"name\":\"a\",\"kind\":\"cloud\"}|accessToken|Access token is required",
        "channels|{\"kind\":\"cloud\",\"settings\":{\"phoneNumberId\":\"1/2\"}}|phoneNumberId"
            + "|Phone number ID is not valid: a valid value is 1 to 64 letters, digits, hyphens or"
            + " underscores",
        "channels|{\"kind\":\"cloud\",\"settings\":{\"apiVersion\":\"26\"}}|apiVersion"
            + "|API version is not valid: a valid value looks like v26.0",
        "channels|{\"name\":\"a\",\"kind\":\"echochannel\",\"deskId\":\"x\"}|deskId"
            + "|Desk does not exist",
        "desks|{\"name\":\"a\",\"kind\":\"genesys\",\"settings\":{\"clientId\":\"c\","
            + "\"clientSecret\":\"s\"}}|region|Region is required",
        "desks|{\"kind\":\"genesys\",\"settings\":{\"webhookSecret\":\"short-s3cret\"}}|webhookSecret"
            + "|Webhook secret is not valid: a valid value is 16 characters or longer"
      })
  void namesProblemsByTheConnectorsLabel(String list, String body, String field, String problem) {
    var refused = post(TENANTS + "/" + tenant() + "/" + list, body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.type()).startsWith("application/problem+json");
    assertThat(refused.problem(field)).startsWith(problem);
    assertThat(refused.text("detail")).contains(problem);
    assertThat(refused.body()).doesNotContain("s3cret", "Exception", "io.wabridge");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"baseUrl\":\"file:///etc/passwd\"|Base URL is not an http or https address",
        "\"baseUrl\":\"ftp://x\"|Base URL is not an http or https address",
        "\"baseUrl\":\"javascript:1\"|Base URL is not an http or https address",
        "\"baseUrl\":\"//x\"|Base URL is not an http or https address",
        "\"baseUrl\":\"http://a@b\"|Base URL is not an http or https address",
        "\"baseUrl\":\"http:// x\"|Base URL is not an http or https address",
        "\"baseUrl\":\"\"|Base URL is required",
        "\"baseUrl\":null|Base URL is required",
        "\"code\":\"ab\"|Code is not valid: a valid value is 3 capital letters",
        "\"code\":12|Code must be a text",
        "\"code\":[\"ABC\"]|Code must be a text",
        "\"code\":\"A\\nB\"|Code must be one line of text",
        "\"plan\":\"huge\"|Plan must be one of: small, large",
        "\"region\":\"mars\"|Region must be one of: eu, us",
        "\"tags\":\"a\"|Tags must be a list of texts",
        "\"tags\":[1]|Tags must be a list of texts",
        "\"tags\":[\"a\",\"B\"]|Tags has an entry that is not valid: a valid value is lower-case",
        "\"plan\":\"large\"|Tags are required for the large plan",
        "\"apiKey\":\"\"|API key must not be empty; omit it to keep the secret, send null to remove"
            + " it",
        "\"apiKey\":null|API key is required",
        "\"apiKey\":{\"a\":1}|API key must be a text",
        "\"apiKey\":\"******\"|API key is only a placeholder of the secret",
        "\"apiKey\":\"abc\"|API key is not valid: a valid value is 5 characters or longer",
        "\"adminUrl\":\"http://169.254.169.254\"|Admin URL is for the operator to set"
            + " (bridge.outside.allow-explicit-addresses is off)",
        "\"colour\":\"red\"|colour is not a setting of Echo desk"
      })
  void enforcesEachRuleOfAForm(String setting, String problem) {
    var desks = TENANTS + "/" + tenant() + "/desks";
    var desk = post(desks, newEchoDesk());

    var refused = send("PATCH", desk.location(), "{\"settings\":{" + setting + "}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).startsWith("Echo desk: " + problem);
    assertThat(refused.json().path("errors")).hasSize(1);
    assertThat(get(desk.location()).json()).isEqualTo(desk.json());
  }

  @Test
  void reportsAllProblemsAtOnce() {
    var refused =
        post(
            TENANTS + "/" + tenant() + "/desks",
            newEchoDesk()
                .replace("\"Echo\"", "\" \"")
                .replace("ABC", "abc")
                .replace("\"kind\"", "\"limits\":{\"callsPerMinute\":0,\"speed\":1},\"kind\""));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem("name")).isEqualTo("Name is required");
    assertThat(refused.problem("code")).startsWith("Code is not valid");
    assertThat(refused.problem("limits.callsPerMinute"))
        .isEqualTo("Calls per minute must be a whole number above 0");
    assertThat(refused.problem("limits.speed")).startsWith("speed is not a limit; limits: calls");
    assertThat(refused.json().path("errors")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"5\"", "-1", "1.5", "99999999999", "true"})
  void aLimitIsAWholeNumberAbove0(String limit) {
    var tenant = tenant();
    var path = TENANTS + "/" + tenant + "/desks/" + desk(tenant);

    var refused = send("PATCH", path, "{\"limits\":{\"callsPerMinute\":" + limit + "}}");

    assertThat(refused.status()).isEqualTo(422);
  }

  @Test
  void refusesAChangeOfKind() {
    var tenant = tenant();
    var path = TENANTS + "/" + tenant + "/channels/" + channel(tenant);

    var refused = send("PATCH", path, "{\"kind\":\"echochannel\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem("kind")).startsWith("Kind cannot be changed");
    assertThat(send("PATCH", path, "{\"kind\":\"cloud\"}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"readMarks\":\"s3cret\"}|readMarks",
        "{\"settings\":\"s3cret\"}|settings",
        "{\"phoneNumberId\":\"s3cret\"}|phoneNumberId"
      })
  void refusesABodyOfAnotherShapeByField(String body, String field) {
    var refused = post(TENANTS + "/" + tenant() + "/channels", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains(field);
    assertThat(refused.body()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "pure.cloud.evil.com",
        "mypurecloud.evil.com",
        "evilpure.cloud",
        "mypurecloud.internal",
        "xx-evil-1",
        "eu-central-1.evil.com",
        "mypurecloud.de/@evil.com",
        "x.pure.cloud#evil.com",
        "127.0.0.1"
      })
  void abuse12_refusesAnUnknownRegion(String region) {
    var refused =
        post(TENANTS + "/" + tenant() + "/desks", newDesk().replace("eu-central-1", region));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem("region")).startsWith("Region must be one of");

    for (var one : Map.of("connect", "desks", "aws", "channels").entrySet()) {
      var other =
          post(
              TENANTS + "/" + tenant() + "/" + one.getValue(),
              "{\"name\":\"N\",\"kind\":\"%s\",\"settings\":{\"region\":\"%s\"}}"
                  .formatted(one.getKey(), region));
      assertThat(other.status()).isEqualTo(422);
      assertThat(other.problem("region")).startsWith("Region must be one of");
    }
  }

  @Test
  void refusesAddressesUnlessTheOperatorPermitsThem() {
    var tenant = tenant();
    var channel =
        newChannel(number())
            .replace("\"accountId\"", "\"apiUrl\":\"http://169.254.169.254\",\"accountId\"");
    var desk =
        newDesk()
            .replace(
                "\"region\":\"eu-central-1\"",
                "\"loginUrl\":\"http://10.0.0.1\",\"apiUrl\":\"http://10.0.0.1\"");

    for (var refused :
        new Answer[] {
          post(TENANTS + "/" + tenant + "/channels", channel),
          post(TENANTS + "/" + tenant + "/desks", desk)
        }) {
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.problem("apiUrl")).contains("allow-explicit-addresses");
    }
  }

  @Test
  void refusesADuplicateNameNumberOrIntegration() {
    var name = "{\"name\":\"Twice %s\"}".formatted(unique);
    post(TENANTS, name);
    assertThat(post(TENANTS, name).status()).isEqualTo(409);

    var number = newChannel(number());
    assertThat(post(TENANTS + "/" + tenant() + "/channels", number).status()).isEqualTo(201);
    assertThat(post(TENANTS + "/" + tenant() + "/channels", number).status()).isEqualTo(409);

    var integrated =
        newDesk().replace("\"region\"", "\"integrationId\":\"" + unique + "\",\"region\"");
    assertThat(post(TENANTS + "/" + tenant() + "/desks", integrated).status()).isEqualTo(201);
    assertThat(post(TENANTS + "/" + tenant() + "/desks", integrated).status()).isEqualTo(409);
    var other = TENANTS + "/" + tenant() + "/desks";
    var path = post(other, newDesk()).location();
    var change = "{\"settings\":{\"integrationId\":\"" + unique + "\"}}";
    var refused = send("PATCH", path, change);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains(unique);
    var id = path.substring(path.lastIndexOf('/') + 1);
    var learned = "{\"working\":true,\"learned\":{\"integrationId\":\"" + unique + "\"}}";
    assertThat(post("/internal/desks/" + id + "/status", learned).status()).isEqualTo(409);
  }

  @Test
  void acceptsTheSameExternalIdOfTwoKinds() {
    var channels = TENANTS + "/" + tenant() + "/channels";
    var number = number();
    var echo =
        "{\"name\":\"Echo\",\"kind\":\"echochannel\",\"settings\":{\"number\":\"%s\",\"apiKey\":\"key\"}}"
            .formatted(number);

    assertThat(post(channels, newChannel(number)).status()).isEqualTo(201);
    assertThat(post(channels, echo).status()).isEqualTo(201);
    assertThat(post(channels, echo).status()).isEqualTo(409);
    assertThat(get("/internal/channels/by-external-id/echochannel/" + number).text("kind"))
        .isEqualTo("echochannel");
  }

  @Test
  void refusesRenamingToAnExistingName() {
    post(TENANTS, "{\"name\":\"Taken %s\"}".formatted(unique));

    var refused =
        send("PATCH", TENANTS + "/" + tenant(), "{\"name\":\"Taken %s\"}".formatted(unique));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).doesNotContain("constraint", "SQL");
  }

  @Test
  void doesNotFindObjectsOfAnotherTenant() {
    var owner = tenant();
    var stranger = tenant();
    for (var thing : new String[] {"/channels/" + channel(owner), "/desks/" + desk(owner)}) {
      var missing = thing.substring(0, thing.lastIndexOf('/') + 1) + Ids.next();
      for (var method : new String[] {"GET", "PATCH", "DELETE"}) {
        var body = method.equals("PATCH") ? "{\"name\":\"mine now\"}" : "";
        assertThat(send("GET", TENANTS + "/" + owner + thing, "").status()).isEqualTo(200);
        var foreign = send(method, TENANTS + "/" + stranger + thing, body);
        var nothing = send(method, TENANTS + "/" + stranger + missing, body);
        assertThat(foreign.status()).isEqualTo(404).isEqualTo(nothing.status());
        assertThat(foreign.body().replaceAll("[0-9a-f-]{36}", "X"))
            .isEqualTo(nothing.body().replaceAll("[0-9a-f-]{36}", "X"));
      }
    }
  }
}
