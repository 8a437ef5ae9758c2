package io.wabridge.state.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.Content;
import io.wabridge.model.DeskId;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Status;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateTest;
import io.wabridge.testkit.Stores;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The contents of messages are kept, encrypted, and read again. */
class HistoryTests extends StateTest {

  private static final HistoryPolicy KEEP = new HistoryPolicy(90, true);
  private static final HistoryPolicy REMOVE_DELETED = new HistoryPolicy(90, false);
  private static final HistoryPolicy NOTHING = new HistoryPolicy(0, true);

  @Autowired MessageContents contents;

  private final String waId = "44" + Math.abs(Ids.next().hashCode());
  private final Person person = new Person(null, null, waId, null, "Ana");

  private Arrival.Located says(String id, Content content) {
    return says(id, content, null, KEEP);
  }

  private Arrival.Located says(
      String id, Content content, @Nullable String refersTo, HistoryPolicy policy) {
    return ledger.registerInbound(
        arrival(id, content, refersTo, Instant.now()).keeping(policy.keep(content, Origin.PERSON)));
  }

  private Arrival arrival(String id, Content content, @Nullable String refersTo, Instant saidAt) {
    return new Arrival(
        requests.tenant,
        requests.channel,
        requests.desk,
        person,
        external(id),
        Excerpt.kind(content),
        Excerpt.of(content),
        refersTo == null ? null : external(refersTo),
        true,
        saidAt,
        Instant.now());
  }

  private ExternalId external(String id) {
    return new ExternalId(id + requests.unique);
  }

  /** The desk names what it refers to by the bridge's id. */
  private Reply.Located answers(String id, @Nullable String refersTo, Content... parts) {
    return ledger.registerReply(
        new Reply(
            requests.tenant,
            requests.desk,
            waId,
            null,
            external(id),
            IntStream.range(0, parts.length)
                .mapToObj(part ->
                    new Reply.Part(
                        Excerpt.kind(parts[part]),
                        Excerpt.of(parts[part]),
                        null,
                        KEEP.keep(parts[part], Origin.PERSON)))
                .toList(),
            Instant.now(),
            Instant.now(),
            List.of(),
            Set.of(),
            refersTo == null ? null : new ExternalId(refersTo),
            null));
  }

  private static Content.Text text(String body) {
    return new Content.Text(body);
  }

  private String tenantPath(String rest) {
    return "/api/v1/tenants/" + requests.tenant + rest;
  }

  private String path(Object conversation, String rest) {
    return tenantPath("/conversations/" + conversation + rest);
  }

  private JsonNode page(Arrival.Located at, String query) {
    return get(path(at.conversation(), "/messages" + query));
  }

  private JsonNode only(Arrival.Located at) {
    var items = page(at, "").path("items");
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  private static List<String> bodies(JsonNode page) {
    var bodies = new ArrayList<String>();
    page.path("items").forEach(item -> bodies.add(item.at("/content/body").asString()));
    return bodies;
  }

  @Test
  void keepsWhereAMessageComesFrom() {
    var content = text("Can the club get a discount?");
    var kept = KEEP.keep(content, new Origin(Origin.Forwarded.ONCE, null, "Ada", false));
    var at = ledger.registerInbound(arrival("a", content, null, Instant.now()).keeping(kept));

    assertThat(only(at).at("/origin/author").asString()).isEqualTo("Ada");
    assertThat(only(at).at("/origin/forwarded").asString()).isEqualTo("ONCE");
  }

  @Test
  void keepsWhatBothSidesSay() {
    var first = says("a", text("Do you have this in blue? 🔵"));
    answers("b", null, text("Yes"), text("Shall I send it?"));
    says("c", text("Please"));

    var page = page(first, "");

    assertThat(bodies(page))
        .containsExactly("Please", "Shall I send it?", "Yes", "Do you have this in blue? 🔵");
    assertThat(texts(page.path("items"), "direction"))
        .containsExactly("INBOUND", "OUTBOUND", "OUTBOUND", "INBOUND");
    var oldest = page.path("items").get(3);
    assertThat(oldest.path("id").asString()).isEqualTo(first.message().value());
    assertThat(oldest.path("status").asString()).isEqualTo("RECEIVED");
    assertThat(page.has("next") || page.has("previous")).isFalse();
  }

  @Test
  void keepsARepeatedMessageOnce() {
    var first = says("a", text("hello"));
    var second = says("a", text("hello"));
    answers("b", null, text("hi"));
    answers("b", null, text("hi"));

    assertThat(second.message()).isEqualTo(first.message());
    assertThat(bodies(page(first, ""))).containsExactly("hi", "hello");
  }

  @Test
  void keepsNothingIfTheTenantDoesNot() {
    var unkept = says("a", text("hello"), null, NOTHING);
    ledger.registerInbound(requests.by(person, "from an older version"));

    assertThat(page(unkept, "").path("items")).isEmpty();
    assertThat(
            db.sql("select count(*) from message_content where tenant_id = :tenant")
                .param("tenant", requests.tenant.value())
                .query(Long.class)
                .single())
        .isZero();
    assertThat(ask(path(unkept.conversation(), "/transcript?format=text")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aDumpContainsNoWord() {
    says("a", text("Quittenmarmelade " + requests.unique));
    answers("b", null, text("Zwetschgenmus " + requests.unique));
    says("c", new Content.Edit(external("a"), text("Birnengelee " + requests.unique)), "a", KEEP);

    assertThat(rowsWith(requests.tenant.value())).as("the search finds what is there").isPositive();
    assertThat(rowsWith("a" + requests.unique)).isPositive();
    for (var word : List.of("Quittenmarmelade", "Zwetschgenmus", "Birnengelee")) {
      assertThat(rowsWith(word)).as(word).isZero();
      assertThat(rowsWith(HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8))))
          .as(word + " in a binary column")
          .isZero();
    }
    assertThat(bodies(page(says("d", text("end")), "")))
        .containsExactly(
            "end", "Zwetschgenmus " + requests.unique, "Birnengelee " + requests.unique);
  }

  /** In all tables, as a dump writes them: binary columns as hex. */
  private long rowsWith(String text) {
    return db
        .sql(
            """
            select c.oid::regclass::text from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
            """)
        .query(String.class)
        .list()
        .stream()
        .mapToLong(table ->
            db.sql("select count(*) from " + table + " t where strpos(t::text, :text) > 0")
                .param("text", text)
                .query(Long.class)
                .single())
        .sum();
  }

  @Test
  void showsAnEditWithItsMessage() {
    var first = says("a", text("At nine"));
    says("b", new Content.Edit(external("a"), text("At ten")), "a", KEEP);

    var shown = only(first);

    assertThat(shown.at("/content/body").asString()).isEqualTo("At ten");
    assertThat(shown.at("/versions/0/content/body").asString()).isEqualTo("At nine");
    assertThat(shown.has("editedAt")).isTrue();
    assertThat(shown.has("deletedAt")).isFalse();
  }

  @Test
  void keepsADeletedMessageMarked() {
    var first = says("a", text("My card is 4111"));
    says("b", new Content.Deletion(external("a")), "a", KEEP);

    assertThat(only(first).at("/content/body").asString()).isEqualTo("My card is 4111");
    assertThat(only(first).has("deletedAt")).isTrue();
  }

  @Test
  void removesADeletedMessageIfTheTenantSaysSo() {
    var first = says("a", text("My card is 4111"), null, REMOVE_DELETED);
    var edit =
        says("b", new Content.Edit(external("a"), text("My card is 4222")), "a", REMOVE_DELETED);
    says("c", new Content.Deletion(external("a")), "a", REMOVE_DELETED);
    says("a", text("My card is 4111"), null, REMOVE_DELETED); // a repeated webhook

    var shown = only(first);
    assertThat(shown.path("id").asString()).isEqualTo(first.message().value());
    assertThat(shown.has("content") || shown.has("versions")).isFalse();
    assertThat(shown.has("deletedAt")).isTrue();
    assertThat(
            db.sql(
                    """
                    select count(*) from message_tracking m join message_content c
                      on c.message_id = m.id::uuid
                    where m.id in (:first, :edit) and m.excerpt is null and c.content is null
                    """)
                .param("first", first.message().value())
                .param("edit", edit.message().value())
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void showsTheLastReactionOfEachSide() {
    var first = says("a", text("I have arrived"));
    says("b", new Content.Reaction("👍", external("a")), "a", KEEP);
    says("c", new Content.Reaction("❤️", external("a")), "a", KEEP);
    var ours = first.message().value();
    answers("d", ours, new Content.Reaction("🎉", external("a")));

    var shown = message(first, ours);
    assertThat(texts(shown.path("reactions"), "emoji")).containsExactly("❤️", "🎉");
    assertThat(texts(shown.path("reactions"), "direction")).containsExactly("INBOUND", "OUTBOUND");

    says("f", new Content.Reaction(null, external("a")), "a", KEEP);
    assertThat(texts(message(first, ours).path("reactions"), "emoji")).containsExactly("🎉");
  }

  private JsonNode message(Arrival.Located at, String id) {
    for (var item : page(at, "").path("items")) {
      if (item.path("id").asString().equals(id)) {
        return item;
      }
    }
    throw new AssertionError("no message " + id);
  }

  @Test
  void showsQuotesAndReceipts() {
    var first = says("a", text("Which size?"));
    var reply = answers("b", first.message().value(), text("42"));
    var sent = reply.messages().getFirst().id().value();
    ledger.beginDelivery(sent, requests.intent());
    ledger.recordOutcome(sent, requests.outcome(Status.ACCEPTED, "wamid"));
    ledger.applyStatus(requests.statusUpdate("wamid", null, Status.DELIVERED));
    ledger.applyStatus(requests.statusUpdate("wamid", null, Status.READ));
    says("c", text("That one"), "wamid", KEEP);

    var items = page(first, "").path("items");

    assertThat(items.get(0).at("/quoted/id").asString()).isEqualTo(sent);
    assertThat(items.get(0).at("/quoted/text").asString()).isEqualTo("42");
    assertThat(items.get(1).at("/quoted/text").asString()).isEqualTo("Which size?");
    assertThat(items.get(1).path("status").asString()).isEqualTo("READ");
    assertThat(texts(items.get(1).path("receipts"), "status")).containsExactly("delivered", "read");
  }

  @Test
  void namesTheStoredFileAndNoAddressOfTheOtherSide() {
    var picture =
        new Content.Media(
            MediaKind.IMAGE,
            "image/jpeg",
            null,
            "The receipt",
            false,
            new MediaRef.Remote("media-1", "http://127.0.0.1:1/secret", "ab", 3L));
    var first = says("a", picture);

    assertThat(only(first).at("/content/file/at").asString()).isEqualTo("remote");
    assertThat(ask(path(first.conversation(), "/messages")).body()).doesNotContain("secret");
    assertThat(only(first).has("fileLink")).isFalse();

    ledger.beginDelivery(
        first.message().value(),
        new Ledger.Intent(
            requests.tenant,
            "genesys-api-service",
            new Ledger.MediaFacts("image/jpeg", "s3://media-inbound/t/m", 3, "ab", "receipt.jpg"),
            null));
    var shown = only(first);
    assertThat(shown.at("/content/caption").asString()).isEqualTo("The receipt");
    assertThat(shown.at("/content/filename").asString()).isEqualTo("receipt.jpg");
    assertThat(shown.at("/content/file"))
        .isEqualTo(
            json.readTree(
                """
                {"at":"stored","bucket":"media-inbound","key":"t/m","bytes":3,"sha256":"ab"}
                """));
    assertThat(shown.path("fileLink").asString()).contains("/media/");
  }

  @Test
  void ordersByArrivalWhateverDateAMessageNames() {
    var future = at("a", Instant.parse("2199-01-01T00:00:00Z"));
    at("b", Instant.parse("1999-12-31T23:59:59Z"));
    at("c", Instant.now());

    var page = page(future, "");
    assertThat(bodies(page)).containsExactly("c", "b", "a");
    assertThat(texts(page.path("items"), "saidAt"))
        .contains("2199-01-01T00:00:00Z", "1999-12-31T23:59:59Z");
  }

  private Arrival.Located at(String id, Instant saidAt) {
    return ledger.registerInbound(
        arrival(id, text(id), null, saidAt).keeping(KEEP.keep(text(id), Origin.PERSON)));
  }

  private Arrival.Located said(int messages) {
    Arrival.@Nullable Located last = null;
    for (var n = 1; n <= messages; n++) {
      last = says("m" + n, text("" + n));
    }
    return last;
  }

  @Test
  void pagesInBothDirections() {
    var at = said(7);

    var newest = page(at, "?limit=3");
    var middle = page(at, "?limit=3&cursor=" + newest.path("next").asString());
    var oldest = page(at, "?limit=3&cursor=" + middle.path("next").asString());
    var back = page(at, "?limit=3&cursor=" + oldest.path("previous").asString());
    var top = page(at, "?limit=3&cursor=" + back.path("previous").asString());

    assertThat(bodies(newest)).containsExactly("7", "6", "5");
    assertThat(newest.has("previous")).isFalse();
    assertThat(bodies(middle)).containsExactly("4", "3", "2");
    assertThat(bodies(oldest)).containsExactly("1");
    assertThat(oldest.has("next")).isFalse();
    assertThat(bodies(back)).containsExactly("4", "3", "2");
    assertThat(bodies(top)).containsExactly("7", "6", "5");
    assertThat(top.has("previous")).isFalse();
    assertThat(bodies(page(at, "?limit=3&cursor=" + top.path("next").asString())))
        .containsExactly("4", "3", "2");
  }

  @Test
  void beginsAroundAMessage() {
    var at = said(7);
    var fourth = page(at, "").path("items").get(3).path("id").asString();

    var page = page(at, "?limit=3&around=" + fourth);

    assertThat(bodies(page)).containsExactly("5", "4", "3");
    assertThat(bodies(page(at, "?limit=3&cursor=" + page.path("previous").asString())))
        .containsExactly("7", "6");
    assertThat(bodies(page(at, "?limit=3&cursor=" + page.path("next").asString())))
        .containsExactly("2", "1");
    assertThat(bodies(page(at, "?limit=1&around=" + fourth))).containsExactly("4");
  }

  @Test
  void refusesCursorsOfOthers() {
    var at = said(3);
    var cursor = page(at, "?limit=1").path("next").asString();
    var other = new LedgerRequests();
    var elsewhere =
        ledger.registerInbound(other.by(person, "a").keeping(KEEP.keep(text("x"), Origin.PERSON)));
    var foreign = "/api/v1/tenants/" + other.tenant + "/conversations/";
    var second =
        ledger.registerInbound(requests.to(new DeskId(Ids.next()), Person.ofWaId("1" + waId), "z"));

    for (var path :
        List.of(
            foreign + elsewhere.conversation() + "/messages?cursor=" + cursor,
            path(second.conversation(), "/messages?cursor=" + cursor),
            path(at.conversation(), "/messages?cursor=" + at.message()),
            path(at.conversation(), "/messages?cursor=%3B--"))) {
      var refused = ask(path);
      assertThat(refused.statusCode()).as(path).isEqualTo(400);
      assertThat(refused.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(refused.body()).contains("parameter cursor");
    }
    assertThat(ask(foreign + at.conversation() + "/messages").statusCode()).isEqualTo(404);
    assertThat(ask(foreign + at.conversation() + "/transcript").statusCode()).isEqualTo(404);
    assertThat(
            ask(foreign + elsewhere.conversation() + "/messages?around=" + at.message())
                .statusCode())
        .isEqualTo(404);
    assertThat(
            ask(path(at.conversation(), "/messages?around=" + at.message() + "&cursor=" + cursor))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void writesATranscript() {
    var first = says("a", text("Hello\n2026-01-01 00:00:00 Agent:\nyou get a refund"));
    answers("b", null, text("No"));
    says("c", new Content.Edit(external("a"), text("Sorry")), "a", KEEP);

    var transcript = get(path(first.conversation(), "/transcript"));
    assertThat(transcript.path("conversationId").asString())
        .isEqualTo(first.conversation().value());
    assertThat(transcript.path("contactName").asString()).isEqualTo("Ana");
    assertThat(transcript.path("messages")).hasSize(2);
    assertThat(transcript.at("/messages/1/content/body").asString()).isEqualTo("No");

    var text = ask(path(first.conversation(), "/transcript?format=text"));
    assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(text.headers().firstValue("Content-Disposition").orElse(""))
        .contains("conversation-" + first.conversation() + ".txt");
    assertThat(text.body())
        .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d Ana:\n    Sorry$")
        .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d Agent:\n    No$")
        .contains("    2026-01-01 00:00:00 Agent:")
        .doesNotContainPattern("(?m)^2026-01-01 00:00:00 Agent:");

    var unknown = ask(path(first.conversation(), "/transcript?format=doc"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("parameter format");
  }

  /** Larger than all buffers between the database and this test. */
  private static final int MANY = 100_000;

  @Test
  void writesATranscriptWhileItReadsTheMessages() throws Exception {
    var at = says("a", text("first"));
    var body = "x".repeat(500);
    var kept = KEEP.keep(text(body), Origin.PERSON);
    record Row(String id, byte[] content) {}
    for (var n = 0; n < MANY; n += 10_000) {
      var rows =
          IntStream.range(0, 10_000)
              .mapToObj(_ -> Ids.next())
              .map(id -> new Row(id, contents.seal(requests.tenant, id, kept)))
              .toList();
      db.sql(
              """
              with rows as (select * from json_to_recordset(:rows::json) as r(id text, content text)),
              tracked as (insert into message_tracking (id, tenant_id, conversation_id, channel_id,
                desk_id, direction, kind, status, said_at, accepted_at)
                select id, :tenant, :conversation, 'c', 'd', 'INBOUND', 'text', 'DELIVERED', now(),
                  now() from rows)
              insert into message_content (tenant_id, message_id, content)
              select :tenant, id::uuid, decode(content, 'base64') from rows
              """)
          .param("rows", json.writeValueAsString(rows))
          .param("tenant", requests.tenant.value())
          .param("conversation", at.conversation().value())
          .update();
    }

    assertThat(lines(at, () -> {}, 0)).isEqualTo(MANY);
    assertThat(lines(at, this::forget, 1))
        .as("what was deleted meanwhile is not in memory")
        .isBetween(1L, MANY / 2L);
    db.sql("delete from message_tracking where tenant_id = :tenant")
        .param("tenant", requests.tenant.value())
        .update();
  }

  private void forget() {
    db.sql("delete from message_content where tenant_id = :tenant")
        .param("tenant", requests.tenant.value())
        .update();
  }

  /** The number of long lines of the transcript; after some of them something happens. */
  private long lines(Arrival.Located at, Runnable event, int after) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:"
                                + port
                                + path(at.conversation(), "/transcript?format=text")))
                    .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      var count = 0L;
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.endsWith("xxx") && ++count == after) {
          event.run();
        }
      }
      return count;
    }
  }

  @Test
  void showsAPersonWithAllConversations() {
    var here = says("a", text("hello"));
    var moved = ledger.registerInbound(requests.to(new DeskId(Ids.next()), person, "b"));
    ledger.registerInbound(new LedgerRequests().by(person, "of another tenant"));

    var shown = get(tenantPath("/persons/" + waId));

    assertThat(shown.path("waId").asString()).isEqualTo(waId);
    assertThat(shown.path("contactName").asString()).isEqualTo("Ana");
    assertThat(texts(shown.path("conversations"), "id"))
        .containsExactlyInAnyOrder(here.conversation().value(), moved.conversation().value());
    assertThat(ask(tenantPath("/persons/0" + waId)).statusCode()).isEqualTo(404);
    assertThat(ask("/api/v1/tenants/" + Ids.next() + "/persons/" + waId).statusCode())
        .isEqualTo(404);
  }
}
