package io.wabridge.suite.faults.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The tenants and persons of the run, as the fault suite created them, independent of the bridge's
 * data.
 */
record Plan(
    String run,
    Map<String, String> tenantOfNumber,
    Map<String, String> tenantOfIntegration,
    Map<String, Set<String>> idsOfPerson,
    Map<String, Desk> desks) {

  /**
   * The desk of a tenant.
   *
   * @param notesFailures whether a note, and not a status, says that a message failed
   */
  record Desk(String kind, boolean notesFailures) {}

  static Plan of(JsonNode json) {
    var numbers = new HashMap<String, String>();
    var integrations = new HashMap<String, String>();
    var persons = new HashMap<String, Set<String>>();
    var desks = new HashMap<String, Desk>();
    for (var tenant : json.path("tenants")) {
      numbers.put(tenant.path("number").asString(), tenant.path("name").asString());
      integrations.put(tenant.path("integration").asString(), tenant.path("name").asString());
      desks.put(
          tenant.path("name").asString(),
          new Desk(tenant.path("desk").asString(), tenant.path("notesFailures").asBoolean(false)));
    }
    for (var person : json.path("persons")) {
      var ids = Set.of(person.path("waId").asString(), person.path("bsuid").asString());
      persons.put(person.path("name").asString(), ids);
    }
    return new Plan(json.path("run").asString(), numbers, integrations, persons, desks);
  }

  boolean notesFailures(String tenant) {
    var desk = desks.get(tenant);
    return desk != null && desk.notesFailures();
  }

  /** The kind of a tenant's desk. */
  String desk(String tenant) {
    var desk = desks.get(tenant);
    return desk == null ? "" : desk.kind();
  }

  /** Whether the address is an id of this person; after a '#' the bridge may distinguish chats. */
  boolean belongsTo(String person, String address) {
    return idsOfPerson.getOrDefault(person, Set.of()).contains(address.split("#", 2)[0]);
  }
}
