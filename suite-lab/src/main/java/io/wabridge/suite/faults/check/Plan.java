package io.wabridge.suite.faults.check;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The tenants and persons of the run, as the fault suite created them, independent of the bridge's
 * data.
 */
record Plan(
    String run,
    Map<String, String> tenantOfNumber,
    Map<String, String> tenantOfIntegration,
    Map<String, String> waIdOfPerson) {

  static Plan of(JsonNode json) {
    var numbers = new HashMap<String, String>();
    var integrations = new HashMap<String, String>();
    var persons = new HashMap<String, String>();
    for (var tenant : json.path("tenants")) {
      numbers.put(tenant.path("number").asString(), tenant.path("name").asString());
      integrations.put(tenant.path("integration").asString(), tenant.path("name").asString());
    }
    for (var person : json.path("persons")) {
      persons.put(person.path("name").asString(), person.path("waId").asString());
    }
    return new Plan(json.path("run").asString(), numbers, integrations, persons);
  }
}
