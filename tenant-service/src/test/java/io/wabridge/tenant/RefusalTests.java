package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused names what is wrong; what is not yours is not there. */
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
  void aTenantThatIsNoneIsRefusedByField(String body, String said) {
    var refused = post(TENANTS, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.type()).startsWith("application/problem+json");
    assertThat(refused.text("detail")).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channels|{}|name,provider,phoneNumberId,accessToken,appSecret",
        "channels|{\"name\":\"a\",\"provider\":\"fax\",\"phoneNumberId\":\"1/2\","
            + "\"accessToken\":\"s3cret\",\"appSecret\":\"s3cret\"}|provider,phoneNumberId",
        "channels|{\"name\":\"a\",\"provider\":\"cloud\",\"phoneNumberId\":\"12\","
            + "\"accessToken\":\"s3cret\",\"appSecret\":\"s3cret\",\"apiVersion\":\"26\"}"
            + "|apiVersion",
        "channels|{\"readMarks\":\"s3cret\"}|readMarks",
        "desks|{}|name,kind,clientId,clientSecret",
        "desks|{\"name\":\"a\",\"kind\":\"fax\",\"clientId\":\"c\",\"clientSecret\":\"s3cret\"}|kind"
      })
  void badInputNamesTheFieldsAndRepeatsNoValues(String list, String body, String fields) {
    var refused = post(TENANTS + "/" + tenant() + "/" + list, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.type()).startsWith("application/problem+json");
    for (var field : fields.split(",")) {
      assertThat(refused.text("detail")).contains(field);
    }
    assertThat(refused.body()).doesNotContain("s3cret", "Exception", "io.wabridge");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "pure.cloud.evil.com",
        "mypurecloud.de/@evil.com",
        "x.pure.cloud#evil.com",
        "127.0.0.1",
        "evil-mypurecloud.de:80"
      })
  void aRegionLeadsNowhereElse(String region) {
    var refused =
        post(TENANTS + "/" + tenant() + "/desks", newDesk().replace("eu-central-1", region));

    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void addressesCannotBeEnteredUnlessTheOperatorPermitsIt() {
    var tenant = tenant();
    var channel =
        newChannel(number()).replace("\"name\"", "\"apiUrl\":\"http://169.254.169.254\",\"name\"");
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
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("detail")).contains("allow-explicit-addresses");
    }
  }

  @Test
  void aNameANumberOrAnIntegrationThatIsTakenIsAConflict() {
    var name = "{\"name\":\"Twice %s\"}".formatted(unique);
    post(TENANTS, name);
    assertThat(post(TENANTS, name).status()).isEqualTo(409);

    var number = newChannel(number());
    assertThat(post(TENANTS + "/" + tenant() + "/channels", number).status()).isEqualTo(201);
    assertThat(post(TENANTS + "/" + tenant() + "/channels", number).status()).isEqualTo(409);

    var integrated = newDesk().replace("\"name\"", "\"integrationId\":\"" + unique + "\",\"name\"");
    assertThat(post(TENANTS + "/" + tenant() + "/desks", integrated).status()).isEqualTo(201);
    assertThat(post(TENANTS + "/" + tenant() + "/desks", integrated).status()).isEqualTo(409);
  }

  @Test
  void renamingToATakenNameIsAConflictToo() {
    post(TENANTS, "{\"name\":\"Taken %s\"}".formatted(unique));

    var refused =
        send("PATCH", TENANTS + "/" + tenant(), "{\"name\":\"Taken %s\"}".formatted(unique));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).doesNotContain("constraint", "SQL");
  }

  @Test
  void anotherTenantsThingsAreAsIfTheyWereNotThere() {
    var owner = tenant();
    var stranger = tenant();
    for (var thing : new String[] {"/channels/" + channel(owner), "/desks/" + desk(owner)}) {
      var missing = thing.substring(0, thing.lastIndexOf('/') + 1) + Ids.next();
      for (var method : new String[] {"GET", "PATCH"}) {
        var body = method.equals("GET") ? "" : "{\"name\":\"mine now\"}";
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
