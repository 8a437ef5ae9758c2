package io.wabridge.suite.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tenants, each with its own number, secret and desk, and the persons who write to them. */
record World(String run, List<Tenant> tenants, List<Person> persons, List<Talk> talks) {

  /** A tenant as the bridge and both sides know it. */
  record Tenant(
      String name,
      String id,
      String number,
      String integration,
      DeskStandIn desk,
      DeskStandIn.Account account) {

    /** WhatsApp's access token. */
    String token() {
      return tokenOf(name);
    }
  }

  /** A person with a phone. */
  record Person(String name, String waId, String bsuid, Naming naming) {

    List<String> ids() {
      return List.of(waId, bsuid);
    }
  }

  /** A conversation of one person with one tenant. */
  record Talk(Tenant tenant, Person person) {

    String tag(String run, String way, int number) {
      return "%s/%s/%s/%s/%05d".formatted(run, tenant.name(), person.name(), way, number);
    }

    String key() {
      return key(person.waId());
    }

    /** The conversation at the desk with this address. */
    String key(String address) {
      return tenant.integration() + "|" + address;
    }
  }

  /**
   * Creates the tenants: each pair of them at the next kind of desk, so that the persons whose ids
   * change, who write to every second tenant, write to all kinds. Every tenth conversation is of a
   * person who writes to a second tenant too.
   *
   * @param paired whether each pair of tenants is one tenant of the bridge with two desks and two
   *     numbers
   * @param changing whether the webhooks of some persons name them by changing ids
   */
  static World create(
      String run,
      Place place,
      Wiring wiring,
      List<DeskStandIn> desks,
      int tenants,
      int talks,
      boolean paired,
      boolean changing)
      throws IOException, InterruptedException {
    var ids = new ArrayList<String>();
    var api = new Calls(place.gateway(), "Bearer " + place.get("BRIDGE_ADMIN_TOKEN"));
    for (var i = 0; i < tenants; i++) {
      ids.add(
          paired && i % 2 == 1
              ? ids.get(i - 1)
              : api.post("/api/v1/tenants", Map.of("name", "T%02d".formatted(i)))
                  .path("id")
                  .asString());
    }
    var all = new ArrayList<Tenant>();
    try (var hands = Executors.newFixedThreadPool(2)) {
      var coming = new ArrayList<java.util.concurrent.Future<Tenant>>();
      for (var i = 0; i < tenants; i++) {
        var name = "T%02d".formatted(i);
        var number = Integer.toString(i);
        var whatsapp = wiring.whatsappOf(name).port();
        var standIn = desks.get(i / 2 % desks.size());
        var desk = "http://127.0.0.1:" + wiring.deskOf(name, standIn).port();
        var id = ids.get(i);
        coming.add(hands.submit(() -> tenant(place, name, id, number, whatsapp, standIn, desk)));
      }
      for (var one : coming) {
        all.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a tenant could not be created", e.getCause());
    }
    var persons = new ArrayList<Person>();
    var pairs = new ArrayList<Talk>();
    for (var i = 0; i < talks; i++) {
      if (i % 10 == 9) {
        pairs.add(new Talk(all.get(i % tenants), persons.get(persons.size() - 1)));
      } else {
        var number = Long.toString(447_700_100_000L + i);
        var naming = changing ? Naming.of(i) : Naming.BOTH;
        var person = new Person("P%04d".formatted(i), number, "GB.7" + number, naming);
        persons.add(person);
        pairs.add(new Talk(all.get(i % tenants), person));
      }
    }
    return new World(run, all, persons, pairs);
  }

  private static Tenant tenant(
      Place place, String name, String id, String i, int whatsapp, DeskStandIn standIn, String line)
      throws IOException, InterruptedException {
    var number = "9009" + "%08d".formatted(Integer.parseInt(i));
    var business = "7001" + "%08d".formatted(Integer.parseInt(i));
    var phones = new Calls(place.whatsapp(), null);
    phones.post(
        "/sandbox/numbers",
        Map.of(
            "phoneNumberId",
            number,
            "display",
            "+1 555-020-%04d".formatted(Integer.parseInt(i)),
            "name",
            name,
            "wabaId",
            business,
            "appId",
            "5004" + business,
            "appSecret",
            "faults-app-secret-of-" + name,
            "accessToken",
            tokenOf(name)));
    var account = standIn.open(name, line);
    var api = new Calls(place.gateway(), "Bearer " + place.get("BRIDGE_ADMIN_TOKEN"));
    var path = "/api/v1/tenants/" + id;
    var created =
        api.post(
            path + "/desks",
            Map.of("name", name + " desk", "kind", standIn.kind(), "settings", account.settings()));
    var deskId = created.path("id").asString();
    var channel =
        Map.of(
            "name",
            name + " number",
            "kind",
            "cloud",
            "deskId",
            deskId,
            "settings",
            Map.of(
                "phoneNumberId",
                number,
                "accountId",
                business,
                "accessToken",
                tokenOf(name),
                "appSecret",
                "faults-app-secret-of-" + name,
                "apiUrl",
                "http://127.0.0.1:" + whatsapp));
    var channelId = api.post(path + "/channels", channel).path("id").asString();
    working(api.post(path + "/desks/" + deskId + "/connect", Map.of()));
    working(api.post(path + "/channels/" + channelId + "/connect", Map.of()));
    var connected = api.get(path + "/desks/" + deskId);
    standIn.connected(account, connected);
    var known = account.integration();
    var integration = known == null ? connected.path("externalId").asString() : known;
    return new Tenant(name, id, number, integration, standIn, account);
  }

  private static String tokenOf(String tenant) {
    return "faults-token-of-" + tenant;
  }

  /** The kinds of desks that tenants have. */
  List<DeskStandIn> desks() {
    return tenants.stream().map(Tenant::desk).distinct().toList();
  }

  /** With these tenants only, and the persons who write to them. */
  World limitedTo(List<Tenant> some) {
    var theirs = talks.stream().filter(talk -> some.contains(talk.tenant())).toList();
    return new World(run, some, theirs.stream().map(Talk::person).distinct().toList(), theirs);
  }

  private static void working(JsonNode connection) {
    if (!connection.path("working").asBoolean()) {
      throw new IllegalStateException("a connection does not work: " + connection);
    }
  }

  /** Writes the data that the checker needs. */
  void write(Path file) throws IOException {
    var json = JsonMapper.shared().createObjectNode().put("run", run);
    var list = json.putArray("tenants");
    for (var tenant : tenants) {
      list.addObject()
          .put("name", tenant.name())
          .put("number", tenant.number())
          .put("integration", tenant.integration())
          .put("desk", tenant.desk().kind())
          .put("notesFailures", tenant.desk().notesFailures());
    }
    var people = json.putArray("persons");
    for (var person : persons) {
      people
          .addObject()
          .put("name", person.name())
          .put("waId", person.waId())
          .put("bsuid", person.bsuid());
    }
    Files.writeString(file, json.toString());
  }
}
