package io.wabridge.state.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.kit.lane.Parking;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Session;
import io.wabridge.model.Status;
import io.wabridge.state.StateTest;
import io.wabridge.state.TenantFields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A search by any id finds the message and its trace, and never another tenant's. */
class SearchTests extends StateTest {

  @Autowired TenantFields fields;

  private final String waId = "44" + Math.abs(Ids.next().hashCode());

  private String tenantPath(String rest) {
    return "/api/v1/tenants/" + requests.tenant + rest;
  }

  @Test
  void findsAMessageByAnyOfItsIds() {
    var arrived = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var id = arrived.message().value();
    ledger.beginDelivery(id, requests.intent());
    ledger.recordOutcome(
        id,
        new Ledger.DeliveryOutcome(
            requests.tenant,
            "genesys-api-service",
            Status.DELIVERED,
            new ExternalId("desk-" + waId),
            new Session("desk-conversation-" + waId, null, Instant.now()),
            null,
            null));

    for (var q :
        new String[] {
          id,
          "a" + requests.unique,
          "desk-" + waId,
          arrived.conversation().value(),
          "desk-conversation-" + waId
        }) {
      assertThat(texts(get("/api/v1/messages?q=" + q).path("items"), "id"))
          .as(q)
          .containsExactly(id);
      assertThat(texts(get(tenantPath("/messages?q=" + q)).path("items"), "id"))
          .containsExactly(id);
      assertThat(get("/api/v1/tenants/" + Ids.next() + "/messages?q=" + q).path("items")).isEmpty();
    }
    assertThat(get("/api/v1/messages?q=nothing-like-this").path("items")).isEmpty();
  }

  @Test
  void findsWhatWaitsByTheIdOfTheOtherSide() {
    var wamid = "wamid." + Ids.next() + "==";
    holding.hold(waiting("person:447009001234", "channel.part.v1", "m:900800700:" + wamid));
    holding.hold(waiting("file:msg-1", "file.late.v1", "file:msg-1:" + wamid));

    var found = get(tenantPath("/messages?q=" + wamid)).path("items");
    assertThat(texts(found, "status")).containsExactly("HELD", "HELD");
    assertThat(texts(found, "kind")).containsExactlyInAnyOrder("message", "file");
    var one = found.get(0);
    assertThat(one.path("reason").asString()).isEqualTo("HOST_UNKNOWN");
    assertThat(one.path("stage").asString()).isEqualTo("inbound-transformer");
    assertThat(one.path("channelMessageId").asString()).isEqualTo(wamid);
    assertThat(one.path("acceptedAt").asString()).isNotBlank();
    assertThat(get("/api/v1/tenants/" + Ids.next() + "/messages?q=" + wamid).path("items"))
        .isEmpty();
  }

  @Test
  void findsWhatIsParkedBeforeItIsAMessage() {
    var desk = "desk-id-" + Ids.next();
    ledger.park(
        new Parking.Parked(
            requests.tenant.value(),
            "outbound-transformer",
            "outbound-transformer.0",
            "desk.part.v1",
            Reason.UNKNOWN_PERSON,
            "unknown",
            1,
            null,
            Ids.next(),
            "integration:447009001234",
            desk + ":Text:",
            "{}"));

    var found = get("/api/v1/messages?q=" + desk).path("items");
    assertThat(texts(found, "status")).containsExactly("PARKED");
    assertThat(texts(found, "deskMessageId")).containsExactly(desk);
    assertThat(texts(found, "direction")).containsExactly("OUTBOUND");
  }

  private Holding.Held waiting(String conversation, String contract, String key) {
    return new Holding.Held(
        "inbound-transformer",
        conversation + Ids.next(),
        Lanes.hash(conversation),
        requests.tenant.value(),
        contract,
        key,
        Ids.next(),
        null,
        Reason.HOST_UNKNOWN,
        "files.invalid",
        1,
        Duration.ofHours(1),
        "{}");
  }

  /**
   * With a million messages, a search by an id that is not the first column of an index reads the
   * whole index.
   */
  @Test
  void everySearchableIdIsTheFirstColumnOfAnIndex() {
    var first =
        db.sql(
                """
                select a.attname from pg_index i
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                where i.indrelid in ('message_tracking'::regclass, 'conversation_mappings'::regclass)
                  and (i.indpred is null
                    or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname))
                """)
            .query(String.class)
            .set();

    assertThat(first)
        .contains(
            "id",
            "meta_message_id",
            "genesys_message_id",
            "conversation_id",
            "desk_conversation_id");
  }

  @Test
  void traceHasEveryHopInOrderWithoutContent() {
    var id = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a")).message().value();
    ledger.beginDelivery(id, requests.intent());
    ledger.recordOutcome(id, requests.outcome(Status.DELIVERED, "desk"));

    var answer = ask("/api/v1/messages/" + id + "/trace").body();
    var hops = json.readTree(answer).path("hops");

    assertThat(texts(hops, "outcome"))
        .containsExactly("accepted", "normalized", "delivering", "delivered");
    assertThat(texts(hops, "at")).isSorted();
    assertThat(answer).doesNotContain("hello", waId).doesNotContain("null");
  }

  @Test
  void doesNotFindIdsOfAnotherTenant() {
    var arrived = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    var theirs = "/api/v1/tenants/" + Ids.next();
    var nobodys = Ids.next();

    for (var path : new String[] {"/messages/%s/trace", "/conversations/%s"}) {
      var ours =
          path.startsWith("/messages") ? arrived.message().value() : arrived.conversation().value();
      assertThat(ask(tenantPath(path.formatted(ours))).statusCode()).isEqualTo(200);
      var foreign = ask(theirs + path.formatted(ours));
      var missing = ask(theirs + path.formatted(nobodys));
      assertThat(foreign.statusCode()).isEqualTo(404);
      assertThat(foreign.body().replace(ours, "X")).isEqualTo(missing.body().replace(nobodys, "X"));
    }
    assertThat(get(theirs + "/conversations").path("items")).isEmpty();
  }

  @Test
  void pagesListsByCursorWithoutGapsOrRepeats() {
    for (var n = 0; n < 7; n++) {
      ledger.registerInbound(requests.by(Person.ofWaId(waId + n), "a" + n));
    }

    for (var list : new String[] {"/messages", "/conversations"}) {
      var all = new ArrayList<String>();
      var cursor = "";
      do {
        var page = get(tenantPath(list + "?limit=3" + cursor));
        all.addAll(texts(page.path("items"), "id"));
        cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
      } while (!cursor.isEmpty() && all.size() < 20);

      assertThat(all).hasSize(7).isSortedAccordingTo((a, b) -> b.compareTo(a));
      assertThat(new HashSet<>(all)).hasSize(7);
    }
    assertThat(get(tenantPath("/messages?limit=7")).has("next")).isFalse();
    assertThat(get(tenantPath("/messages?limit=0")).path("items")).hasSize(1);
  }

  @Test
  void passesTheQueryAsAParameter() {
    var answer = ask("/api/v1/messages?q=%27%20or%20%271%27%3D%271&cursor=%27%3B--");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json.readTree(answer.body()).path("items")).isEmpty();
  }

  @Test
  void listsParkedEnvelopesWithTheirReasonAndEncryptsThem() {
    var message = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a")).message().value();
    ledger.park(requests.parked(message, "{\"text\":\"my diagnosis\"}"));

    var shown = ask(tenantPath("/parked")).body();
    var parked = json.readTree(shown).path("items").get(0);
    assertThat(parked.path("reason").asString()).isEqualTo("UNREADABLE");
    assertThat(parked.path("sentence").asString()).contains("could not be read");
    assertThat(parked.path("attempts").asInt()).isEqualTo(3);
    assertThat(parked.path("messageId").asString()).isEqualTo(message);
    assertThat(shown).doesNotContain("diagnosis");
    assertThat(statusOf(message)).isEqualTo("PARKED");
    assertThat(get("/api/v1/tenants/" + Ids.next() + "/parked").path("items")).isEmpty();

    var id = parked.path("id").asString();
    var locked =
        db.sql("select envelope from parked where id = :id")
            .param("id", id)
            .query(byte[].class)
            .single();
    assertThat(new String(locked)).doesNotContain("diagnosis");
    assertThat(fields.decrypt(locked, TenantFields.Place.parked(requests.tenant.value(), id)))
        .isEqualTo("{\"text\":\"my diagnosis\"}");
  }

  @Test
  void parksAnUnreadableEnvelopeWithoutATenant() {
    ledger.park(
        new io.wabridge.kit.lane.Parking.Parked(
            null,
            "stage",
            "queue",
            "contract",
            io.wabridge.model.Reason.UNREADABLE,
            "detail " + requests.unique,
            1,
            null,
            null,
            null,
            null,
            "\u0000\ufffd"));

    assertThat(texts(get("/api/v1/parked").path("items"), "detail"))
        .contains("detail " + requests.unique);
  }

  @Test
  void apiNeedsAToken() throws Exception {
    var answer =
        java.net.http.HttpClient.newHttpClient()
            .send(
                java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create("http://127.0.0.1:" + port + "/api/v1/messages"))
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
  }
}
