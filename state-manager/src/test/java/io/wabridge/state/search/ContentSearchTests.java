package io.wabridge.state.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.Reply;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateTest;
import io.wabridge.state.history.MessageContents;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Messages are found by their words, although their contents are encrypted. */
class ContentSearchTests extends StateTest {

  private static final HistoryPolicy KEEP = new HistoryPolicy(90, true);
  private static final HistoryPolicy REMOVE_DELETED = new HistoryPolicy(90, false);
  private static final HistoryPolicy NOT_SEARCHABLE = new HistoryPolicy(90, true, false);

  @Autowired MessageContents contents;

  private final String waId = "346" + Math.abs(Ids.next().hashCode() % 100_000_000);
  private final Person ana = new Person(null, null, waId, null, "Ana María López");
  private final Person bo = new Person("GB." + Ids.next(), null, null, "bo_lee", "Bo Lee");

  private Arrival.Located says(String id, Content content) {
    return says(ana, id, content, null, KEEP);
  }

  private Arrival.Located says(String id, String text) {
    return says(id, new Content.Text(text));
  }

  private Arrival.Located says(
      Person person, String id, Content content, @Nullable String refersTo, HistoryPolicy policy) {
    return ledger.registerInbound(
        new Arrival(
                requests.tenant,
                requests.channel,
                requests.desk,
                person,
                external(id),
                Excerpt.kind(content),
                Excerpt.of(content),
                refersTo == null ? null : external(refersTo),
                true,
                Instant.now(),
                Instant.now())
            .keeping(policy.keep(content, Origin.PERSON)));
  }

  private String answers(String address, String id, Content content) {
    return ledger
        .registerReply(
            new Reply(
                requests.tenant,
                requests.desk,
                address,
                null,
                external(id),
                List.of(
                    new Reply.Part(
                        Excerpt.kind(content),
                        Excerpt.of(content),
                        null,
                        KEEP.keep(content, Origin.PERSON))),
                Instant.now(),
                Instant.now(),
                List.of(),
                Set.of(),
                null,
                null))
        .messages()
        .getFirst()
        .id()
        .value();
  }

  private ExternalId external(String id) {
    return new ExternalId(id + requests.unique);
  }

  private HttpResponse<String> searching(TenantId tenant, String q, String more) {
    return ask(
        "/api/v1/tenants/"
            + tenant
            + "/messages/search?q="
            + URLEncoder.encode(q, StandardCharsets.UTF_8)
            + more);
  }

  private JsonNode search(String q, String more) {
    var answer = searching(requests.tenant, q, more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private List<String> found(String q) {
    return texts(search(q, "").path("items"), "id");
  }

  private static String id(Arrival.Located located) {
    return located.message().value();
  }

  @Test
  void findsWordsInAnyFormNewestFirst() {
    var first = id(says("a", "Necesito la FACTURA de mis zapatos"));
    var second = id(says("b", "As faturas das canções"));
    var third = answers(waId, "c", new Content.Text("Your invoices for two houses"));
    says("d", "nothing of it");

    assertThat(found("factura")).containsExactly(first);
    assertThat(found("facturas zapato")).containsExactly(first);
    assertThat(found("cancao")).containsExactly(second);
    assertThat(found("Invoice HOUSE")).containsExactly(third);
    assertThat(found("la")).as("a common word").containsExactly(first);
    assertThat(found("zapatos invoice")).isEmpty();
    assertThat(found("factura fatura")).isEmpty();
    var both = id(says("e", "zapatos de casa"));
    assertThat(found("zapatos")).containsExactly(both, first);
  }

  @Test
  void showsWhoSaidItWhenAndWhere() {
    var at = says("a", "La <b>canción</b> nueva");

    var hit = search("cancion", "").path("items").get(0);

    assertThat(hit.path("conversationId").asString()).isEqualTo(at.conversation().value());
    assertThat(hit.at("/person/name").asString()).isEqualTo("Ana María López");
    assertThat(hit.at("/person/waId").asString()).isEqualTo(waId);
    assertThat(hit.path("direction").asString()).isEqualTo("INBOUND");
    assertThat(hit.path("kind").asString()).isEqualTo("text");
    assertThat(Instant.parse(hit.path("receivedAt").asString())).isCloseTo(Instant.now(), within());
    assertThat(hit.at("/snippet/text").asString()).isEqualTo("La <b>canción</b> nueva");
    assertThat(hit.at("/snippet/matches").toString()).isEqualTo("[{\"start\":6,\"length\":7}]");
  }

  private static org.assertj.core.data.TemporalUnitOffset within() {
    return new org.assertj.core.data.TemporalUnitWithinOffset(
        1, java.time.temporal.ChronoUnit.MINUTES);
  }

  @Test
  void findsBeginnings() {
    var long1 = id(says("a", "Electroencefalografista"));
    var word = id(says("b", "casa"));
    var words = id(says("c", "Casamiento"));

    assertThat(found("cas*")).containsExactly(words, word);
    assertThat(found("casa*")).containsExactly(words, word);
    assertThat(found("casam*")).containsExactly(words);
    assertThat(found("casamientos*")).isEmpty();
    assertThat(found("electroencefal*")).containsExactly(long1);
    assertThat(found("electroencefalx*")).as("longer than the hashed beginnings").isEmpty();
    assertThat(found("casami")).isEmpty();
    assertThat(texts(search("casami", "&typing=true").path("items"), "id")).containsExactly(words);
    assertThat(texts(search("casas", "&typing=true").path("items"), "id")).containsExactly(word);
  }

  @Test
  void findsPhrasesInTheLastVersionOnly() {
    var edited = id(says("a", "The red house on the hill"));
    says("b", "The house is red, hill the on");

    assertThat(found("\"red house\"")).containsExactly(edited);
    assertThat(found("\"Red HOUSE on\"")).containsExactly(edited);
    assertThat(found("\"house red\"")).isEmpty();

    says(
        ana,
        "c",
        new Content.Edit(external("a"), new Content.Text("The blue house by the red sea")),
        "a",
        KEEP);

    assertThat(found("\"blue house\"")).containsExactly(edited);
    assertThat(found("\"red sea\"")).containsExactly(edited);
    assertThat(found("\"red house\"")).isEmpty();
    assertThat(found("hill -is")).as("a word of the earlier version").isEmpty();
    assertThat(search("blue", "").at("/items/0/snippet/text").asString())
        .isEqualTo("The blue house by the red sea");
  }

  @Test
  void leavesOutWordsAndPhrases() {
    var first = id(says("a", "pedido azul con retraso"));
    var second = id(says("b", "pedido verde"));
    var third = id(says("c", "pedidos azules hoy"));

    assertThat(found("pedido")).containsExactly(third, second, first);
    assertThat(found("pedido -azul")).containsExactly(second);
    assertThat(found("pedido -\"pedido azul\"")).containsExactly(third, second);
    assertThat(found("pedido -ver*")).containsExactly(third, first);
  }

  @Test
  void narrowsByPerson() {
    var ofAna = id(says("a", "hola desde Vigo"));
    var ofBo = id(says(bo, "b", new Content.Text("hola from York"), null, KEEP));
    answers(waId, "c", new Content.Text("hola Ana"));

    assertThat(found("hola")).hasSize(3);
    assertThat(found("hola from:" + waId)).containsExactly(ofAna);
    assertThat(found("hola from:\"+" + waId.substring(0, 2) + " " + waId.substring(2) + "\""))
        .containsExactly(ofAna);
    assertThat(found("from:" + waId.substring(4, 9))).containsExactly(ofAna);
    assertThat(found("hola from:maria")).containsExactly(ofAna);
    assertThat(found("from:\"López Ana\"")).containsExactly(ofAna);
    assertThat(found("from:lop")).containsExactly(ofAna);
    assertThat(found("from:bo")).containsExactly(ofBo);
    assertThat(found("from:bo_lee hola")).containsExactly(ofBo);
    assertThat(found("from:opez")).isEmpty();
    assertThat(found("vigo from:bo")).isEmpty();
  }

  @Test
  void narrowsByAgentChannelAndConversation() {
    var at = says("a", "hola");
    var reply = answers(waId, "b", new Content.Text("hola, ¿qué tal?"));
    var other = says(bo, "c", new Content.Text("hola"), null, KEEP);

    assertThat(found("hola agent:" + requests.desk)).containsExactly(reply);
    assertThat(found("agent:" + requests.desk)).containsExactly(reply);
    assertThat(found("hola agent:" + Ids.next())).isEmpty();
    assertThat(found("hola channel:" + requests.channel)).hasSize(3);
    assertThat(found("hola channel:" + Ids.next())).isEmpty();
    assertThat(found("hola conversation:" + at.conversation())).containsExactly(reply, id(at));
    assertThat(found("conversation:" + other.conversation())).containsExactly(id(other));
    assertThat(found("hola conversation:unknown")).isEmpty();
  }

  @Test
  void narrowsByTime() {
    var old = id(says("a", "pago"));
    var now = id(says("b", "pago"));
    var before = aged(old, Duration.ofDays(40));

    assertThat(found("pago")).containsExactly(now, before);
    assertThat(found("pago after:" + day(1))).containsExactly(now);
    assertThat(found("pago before:" + day(1))).containsExactly(before);
    assertThat(found("pago before:" + day(39) + " after:" + day(41))).containsExactly(before);
    assertThat(found("pago before:" + day(41))).isEmpty();
    assertThat(found("from:" + waId + " before:" + day(1))).containsExactly(before);
    assertThat(texts(search("pago after:2026-01-01", "&zone=Europe/Madrid").path("items"), "id"))
        .containsExactly(now, before);
  }

  private static String day(int ago) {
    return Instant.now().minus(Duration.ofDays(ago)).toString().substring(0, 10);
  }

  /** The message as if it had arrived earlier; a copy of its content would not be readable. */
  private String aged(String message, Duration age) {
    var old =
        new UUID(
                (Instant.now().minus(age).toEpochMilli() << 16) | 0x7000L,
                UUID.fromString(message).getLeastSignificantBits())
            .toString();
    db.sql("update message_tracking set id = :old where id = :id")
        .param("old", old)
        .param("id", message)
        .update();
    contents.save(
        requests.tenant,
        new MessageId(old),
        null,
        KEEP.keep(new Content.Text("pago"), Origin.PERSON));
    return old;
  }

  @Test
  void narrowsByKind() {
    var picture =
        id(
            says(
                "a",
                new Content.Media(
                    MediaKind.IMAGE,
                    "image/jpeg",
                    "Recibo_marzo.jpg",
                    "El recibo pagado",
                    false,
                    new MediaRef.Remote("1", "http://127.0.0.1:1/x", "ab", 3L))));
    var text = id(says("b", "recibo"));
    var sticker =
        id(
            says(
                "c",
                new Content.Media(
                    MediaKind.STICKER,
                    "image/webp",
                    null,
                    null,
                    false,
                    new MediaRef.Remote("2", "http://127.0.0.1:1/y", "ab", 3L))));

    assertThat(found("recibo")).containsExactly(text, picture);
    assertThat(found("recibo has:media")).containsExactly(picture);
    assertThat(found("recibo kind:image")).containsExactly(picture);
    assertThat(found("recibo kind:text")).containsExactly(text);
    assertThat(found("kind:media")).containsExactly(sticker, picture);
    assertThat(found("kind:sticker")).containsExactly(sticker);
    assertThat(found("recibo kind:order")).isEmpty();
    assertThat(found("marzo")).as("a word of a file's name").containsExactly(picture);
    assertThat(search("marzo", "").at("/items/0/snippet/text").asString())
        .isEqualTo("Recibo_marzo.jpg");
  }

  @Test
  void readsTheTextsOfAllKinds() {
    var place = id(says("a", new Content.Location(1, 2, "Café Sol", "Calle Mayor 3", null)));
    var card =
        id(
            says(
                "b",
                new Content.Contacts(
                    List.of(
                        new Content.Contacts.Card(
                            "Zoé Ferrer",
                            "Molinos SA",
                            List.of("+34 911 222 333"),
                            List.of("zoe@molinos.example"),
                            List.of(),
                            List.of())))));
    var choice =
        answers(
            waId,
            "c",
            new Content.Choice(
                "¿Qué tamaño?",
                List.of(new Content.Choice.Option("1", "Mediano", "hasta tres kilos"))));
    var chosen = id(says("d", new Content.ChoiceReply("1", "Grande", null)));

    assertThat(found("cafe mayor")).containsExactly(place);
    assertThat(found("zoe molinos")).containsExactly(card);
    assertThat(found("\"911 222\"")).containsExactly(card);
    assertThat(found("zoe@molinos.example")).containsExactly(card);
    assertThat(found("tamaño mediano kilo")).containsExactly(choice);
    assertThat(found("grande")).containsExactly(chosen);
    says(ana, "e", new Content.Reaction("🎉", external("d")), "d", KEEP);
    assertThat(found("🎉")).isEmpty();
  }

  @Test
  void aRemovedContentIsNotFound() {
    var message = says(ana, "a", new Content.Text("mi tarjeta secreta"), null, REMOVE_DELETED);
    says(
        ana,
        "b",
        new Content.Edit(external("a"), new Content.Text("mi tarjeta oculta")),
        "a",
        REMOVE_DELETED);
    assertThat(found("tarjeta")).containsExactly(id(message));

    says(ana, "c", new Content.Deletion(external("a")), "a", REMOVE_DELETED);

    assertThat(found("tarjeta")).isEmpty();
    assertThat(found("oculta")).isEmpty();
    assertThat(
            db.sql(
                    "select count(*) from message_content where tenant_id = :t and cardinality(words) > 0")
                .param("t", requests.tenant.value())
                .query(Long.class)
                .single())
        .as("hashes that stay")
        .isZero();
  }

  @Test
  void aDeletedContentThatIsKeptIsFound() {
    var message = says("a", "mi tarjeta");
    says(ana, "b", new Content.Deletion(external("a")), "a", KEEP);

    assertThat(found("tarjeta")).containsExactly(id(message));
    assertThat(found("conversation:" + message.conversation())).containsExactly(id(message));
  }

  @Test
  void anEditWhoseMessageIsUnknownIsFoundItself() {
    var edit =
        says(ana, "b", new Content.Edit(external("x"), new Content.Text("nuevo")), "x", KEEP);

    assertThat(found("nuevo")).containsExactly(id(edit));
  }

  @Test
  void makesNoHashesIfTheTenantDoesNotWantThem() {
    says(ana, "a", new Content.Text("tesoro"), null, NOT_SEARCHABLE);
    answers(waId, "b", new Content.Text("tesoro"));

    assertThat(found("tesoro")).hasSize(1);
    assertThat(
            db.sql(
                    "select count(*) from message_content where tenant_id = :t and words is not null")
                .param("t", requests.tenant.value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void anotherTenantFindsNothing() {
    says("a", "secreto");
    var other = new LedgerRequests();
    ledger.registerInbound(
        other.by(ana, "b").keeping(KEEP.keep(new Content.Text("otra cosa"), Origin.PERSON)));

    for (var q : List.of("secreto", "from:" + waId.substring(3) + " secreto", "secret*")) {
      var answer = searching(other.tenant, q, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(json.readTree(answer.body()).path("items")).as(q).isEmpty();
    }
    assertThat(
            db.sql(
                    """
                    select count(*) from message_content a join message_content b
                      on a.tenant_id = :one and b.tenant_id = :other and a.words && b.words
                    """)
                .param("one", requests.tenant.value())
                .param("other", other.tenant.value())
                .query(Long.class)
                .single())
        .as("the same words have other hashes")
        .isZero();
    var unknown = searching(new TenantId(Ids.next()), "secreto", "");
    assertThat(unknown.body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void pagesByCursor() {
    var all = new ArrayList<String>();
    for (var i = 0; i < 7; i++) {
      all.addFirst(id(says("m" + i, "palabra numero " + i)));
      says("x" + i, "numero palabra");
    }

    var seen = new ArrayList<String>();
    var cursor = "";
    do {
      var page = search("\"palabra numero\"", "&limit=2" + cursor);
      assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
      seen.addAll(texts(page.path("items"), "id"));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
    } while (!cursor.isEmpty());

    assertThat(seen).isEqualTo(all);
    assertThat(search("\"palabra numero\"", "&limit=7").has("next")).isFalse();
  }

  @Test
  void refusesCursorsOfOtherSearches() {
    says("a", "palabra una");
    says("b", "palabra dos");
    var other = new LedgerRequests();
    ledger.registerInbound(
        other.by(ana, "c").keeping(KEEP.keep(new Content.Text("palabra"), Origin.PERSON)));
    var cursor = search("palabra", "&limit=1").path("next").asString();

    for (var wrong :
        List.of(
            searching(requests.tenant, "palabras", "&cursor=" + cursor),
            searching(requests.tenant, "palabra", "&typing=true&cursor=" + cursor),
            searching(requests.tenant, "palabra", "&cursor=x" + cursor),
            searching(requests.tenant, "palabra", "&cursor=%27"),
            searching(other.tenant, "palabra", "&cursor=" + cursor),
            searching(new TenantId(Ids.next()), "palabra", "&cursor=" + cursor))) {
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(json.readTree(wrong.body()).path("detail").asString())
          .isEqualTo("The parameter cursor must be a value that this search returned.");
    }
    assertThat(search("palabra", "&limit=1&cursor=" + cursor).path("items")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-casa | needs at least one word",
        "casa label:vip | label: cannot be used",
        "casa \" | quotation mark",
        "foo:bar | no operator foo:",
        "casa before:x | before: needs a day"
      })
  void refusesWhatItCannotRead(String q, String why) {
    var answer = searching(requests.tenant, q, "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json.readTree(answer.body()).path("detail").asString()).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&limit=x", "&zone=Mars", "&typing=maybe", "&order=asc"})
  void refusesWrongParameters(String more) {
    assertThat(searching(requests.tenant, "casa", more).statusCode()).isEqualTo(400);
  }

  @Test
  void answersWhateverIsSearchedFor() {
    says("a", "casa");
    var random = new Random(20261128);
    for (var i = 0; i < 200; i++) {
      var q =
          random
              .ints(1 + random.nextInt(40), 32, i % 2 == 0 ? 127 : 0x2fff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(searching(requests.tenant, q, "").statusCode()).as(q).isIn(200, 400);
    }
    assertThat(searching(requests.tenant, "a".repeat(6_000), "").statusCode()).isEqualTo(400);
    assertThat(found("a' or '1'='1")).isEmpty();
    assertThat(found("from:%% casa".replace("%%", "\"' or 1\""))).isEmpty();
  }

  @Test
  void everyWordOfAMessageFindsIt() {
    var random = new Random(7);
    var alphabet = "aáàâãbcçdeéêfgğhiíıjklmnñoóõöpqrsßtuúüvwxyz0123456789жшяλω";
    for (var n = 0; n < 5; n++) {
      var words =
          random
              .ints(120, 1, 16)
              .mapToObj(length ->
                  random
                      .ints(length, 0, alphabet.length())
                      .mapToObj(at -> alphabet.substring(at, at + 1))
                      .collect(Collectors.joining()))
              .toList();
      var message = id(says("m" + n, String.join(" ", words)));
      for (var word : words.subList(0, 40)) {
        assertThat(found(word)).as(word).contains(message);
        assertThat(found("\"" + word.toUpperCase(Locale.ROOT) + "\"")).as(word).contains(message);
      }
    }
  }

  @Test
  void aVeryLongMessageHasABoundedNumberOfHashes() {
    var words = new ArrayList<String>();
    for (var i = 0; i < 20_000; i++) {
      words.add(Integer.toString(i * 7919, 36) + "wort");
    }
    var message = id(says("a", String.join(" ", words)));

    assertThat(
            db.sql("select max(cardinality(words)) from message_content where tenant_id = :t")
                .param("t", requests.tenant.value())
                .query(Integer.class)
                .single())
        .isEqualTo(2048);
    assertThat(found(words.get(500))).containsExactly(message);
  }

  @Test
  void aDumpContainsNoWord() {
    var marked =
        List.of("Quittenmarmelade", "Zwetschgenmus", "Birnengelee", "Kirschkern", "Pflaume");
    says("a", marked.get(0) + " " + requests.unique);
    answers(waId, "b", new Content.Text(marked.get(1)));
    says(ana, "c", new Content.Edit(external("a"), new Content.Text(marked.get(2))), "a", KEEP);
    says("d", new Content.Location(1, 2, marked.get(3), null, null));
    answers(
        waId,
        "e",
        new Content.Choice("?", List.of(new Content.Choice.Option("1", marked.get(4), null))));

    var tables =
        db.sql(
                """
                select c.oid::regclass::text from pg_class c
                where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
                """)
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(tables).anyMatch(table -> table.startsWith("message_content"));
    for (var table : tables) {
      for (var word : marked) {
        assertThat(
                db.sql(
                        "select count(*) from "
                            + table
                            + " t where lower(t::text) like '%' || lower(:word) || '%'")
                    .param("word", word.substring(0, 6))
                    .query(Long.class)
                    .single())
            .as(table + " contains " + word)
            .isZero();
      }
    }
    for (var word : marked.subList(1, 5)) {
      assertThat(found(word)).as(word).hasSize(1);
    }
  }

  /** Sorted, of the tenant's only message with hashes. */
  private List<Long> hashes() {
    return db
        .sql(
            """
            select words from message_content where tenant_id = :t and cardinality(words) > 0
            """)
        .param("t", requests.tenant.value())
        .query((row, _) -> (Long[]) row.getArray("words").getArray())
        .list()
        .stream()
        .flatMap(Arrays::stream)
        .sorted()
        .toList();
  }

  @Test
  void hashesAreTheSameWhicheverWayAMessageComes() {
    says("z", new Content.Reaction("👍", external("a")));
    var text = new Content.Text("La casa de las canciones");
    says("a", text);

    var kept = KEEP.keep(text, Origin.PERSON);
    var expected = Arrays.stream(contents.words(requests.tenant, kept)).boxed().sorted().toList();
    assertThat(hashes()).isEqualTo(expected).hasSizeGreaterThan(10);

    var edit = new Content.Edit(external("a"), new Content.Text("El piso de las canciones"));
    says(ana, "b", edit, "a", KEEP);
    assertThat(hashes())
        .isEqualTo(
            Arrays.stream(contents.words(requests.tenant, KEEP.keep(edit, Origin.PERSON)))
                .boxed()
                .sorted()
                .toList());
  }
}
