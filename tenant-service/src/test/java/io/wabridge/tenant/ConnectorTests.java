package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The connectors' forms are served as data. */
class ConnectorTests extends TenantServiceTest {

  @Test
  void listsConnectorsOfBothSidesByKind() {
    var kinds = new ArrayList<String>();
    get("/api/v1/connectors")
        .json()
        .path("items")
        .forEach(item -> kinds.add(item.path("kind").asString()));

    assertThat(kinds).isSorted().contains("cloud", "echochannel", "echodesk", "genesys");
  }

  @Test
  void servesTheFormOfAConnector() {
    var info = get("/api/v1/connectors/echodesk").json();

    assertThat(info.path("side").asString()).isEqualTo("DESK");
    assertThat(info.path("label").asString()).isEqualTo("Echo desk");
    assertThat(info.at("/limits/callsPerMinute").asInt()).isEqualTo(60);
    assertThat(info.at("/fields/1"))
        .isEqualTo(
            json.readTree(
                """
                {"name":"code","type":"TEXT","label":"Code","help":"A code.","required":true,
                 "pattern":"[A-Z]{3}","patternHelp":"is 3 capital letters","options":[],
                 "perCredential":false,"operatorOnly":false,"generated":false}
                """));
  }

  @Test
  void answers404ForAnUnknownKind() {
    assertThat(get("/api/v1/connectors/fax").status()).isEqualTo(404);
  }

  @Test
  void describesFormsAsFreeObjectsInTheApi() {
    var api = get("/v3/api-docs").json();

    assertThat(api.path("paths").has("/api/v1/connectors/{kind}")).isTrue();
    assertThat(api.at("/components/schemas/NewChannel/properties/settings/$ref").asString())
        .endsWith("/EnteredFields");
    assertThat(api.at("/components/schemas/EnteredFields"))
        .isEqualTo(json.readTree("{\"type\":\"object\",\"additionalProperties\":true}"));
    assertThat(api.at("/components/schemas/ChannelView/properties").has("settings")).isTrue();
  }
}
