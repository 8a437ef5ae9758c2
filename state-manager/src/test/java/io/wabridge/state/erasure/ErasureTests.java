package io.wabridge.state.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Ledger.Begun.Go;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.store.Bucket;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.node.ObjectNode;

/** After an erasure no store contains a trace of the person, and everything of others. */
class ErasureTests extends PrivacyTest {

  @Autowired StringRedisTemplate redis;
  @Autowired LateArrivals late;

  private final String waId = number();
  private final String bsuid = "GB." + number() + "77";
  private final String name = "Marta Markname" + unique;
  private final Person marta = new Person(bsuid, null, waId, "marta.markname", name);
  private final Person otto = new Person(null, null, number(), null, "Otto Other");

  private static Content.Text text(String body) {
    return new Content.Text(body);
  }

  /** All text of all rows of the schema. */
  private String dumpDatabase() {
    var dump = new StringBuilder();
    for (var table :
        db.sql(
                """
                select format('%I', table_name) from information_schema.tables
                where table_schema = current_schema() and table_type = 'BASE TABLE'
                """)
            .query((row, _) -> row.getString(1))
            .list()) {
      db.sql("select t::text as line from " + table + " t")
          .query(row -> {
            dump.append(row.getString("line")).append('\n');
          });
    }
    return dump.toString();
  }

  private String dumpRedis() {
    var dump = new StringBuilder();
    try (var keys = redis.scan(ScanOptions.scanOptions().match("*").count(500).build())) {
      keys.forEachRemaining(key -> {
        dump.append(key).append(' ');
        if ("string".equals(String.valueOf(redis.type(key)).toLowerCase())) {
          dump.append(redis.opsForValue().get(key));
        }
        dump.append('\n');
      });
    }
    return dump.toString();
  }

  /** All archived webhooks, decrypted. */
  private String dumpArchive() throws Exception {
    var dump = new StringBuilder();
    for (var direction : Direction.values()) {
      archived(direction, Instant.now().minusSeconds(7200))
          .forEach(webhook -> dump.append(webhook.body()).append('\n'));
    }
    return dump.toString();
  }

  /** All held and parked envelopes of the tenant, decrypted. */
  private String dumpEnvelopes() {
    var dump = new StringBuilder();
    db.sql("select reader, envelope from held where tenant_id = :tenant order by position")
        .param("tenant", tenant.value())
        .query(row -> {
          dump.append(
              encryption.decrypt(row.getBytes("envelope"), "held|" + row.getString("reader")));
        });
    db.sql("select id, envelope from parked where tenant_id = :tenant order by id")
        .param("tenant", tenant.value())
        .query(row -> {
          dump.append(
              encryption.decrypt(row.getBytes("envelope"), "parked|" + row.getString("id")));
        });
    return dump.toString();
  }

  private String erase(String person) throws Exception {
    var accepted = post(path("/persons/" + person + "/erasure"), "{\"requestedBy\":\"case 17\"}");
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    return accepted.headers().firstValue("Location").orElseThrow();
  }

  private static String webhookOf(Person... persons) {
    var messages = new ArrayList<String>();
    for (var person : persons) {
      messages.add(
          """
          {"from":"%s","id":"wamid.x","text":{"body":"words of %s"}}\
          """
              .formatted(person.waId(), person.name()));
    }
    var contacts = new ArrayList<String>();
    for (var person : persons) {
      contacts.add(
          """
          {"wa_id":"%s","profile":{"name":"%s"}}\
          """
              .formatted(person.waId(), person.name()));
    }
    return """
    {"entry":[{"id":"1","changes":[{"value":{"metadata":{"phone_number_id":"1234567890"},
    "contacts":[%s],"messages":[%s]},"field":"messages"}]}]}\
    """
        .formatted(String.join(",", contacts), String.join(",", messages));
  }

  @Test
  void leavesNoTraceOfThePersonAndAllOfOthers() throws Exception {
    var other = new ChannelId(Ids.next());
    var first = says(marta, "m1", text("MARKWORD hello"));
    says(marta, other, "m2", text("MARKWORD there"), Instant.now(), Instant.now());
    var picture = says(marta, "m3", text("MARKWORD picture"));
    ledger.beginDelivery(
        picture.message().value(),
        new Ledger.Intent(
            tenant,
            "genesys-api-service",
            new Ledger.MediaFacts(
                "image/jpeg",
                "s3://media-inbound/" + tenant + "/" + picture.message(),
                8,
                "ab",
                name + ".jpg"),
            null));
    ledger.registerReply(
        new Reply(
            tenant,
            desk,
            first.deskAddress(),
            null,
            new ExternalId("desk-message-of-agent-" + unique),
            List.of(new Reply.Part("text", "MARKWORD answer", null)),
            Instant.now(),
            Instant.now()));
    storeFile(Bucket.MEDIA_INBOUND, tenant + "/" + picture.message(), "MARKFILE");
    storeFile(Bucket.MEDIA_OUTBOUND, tenant + "/" + picture.message(), "MARKFILE");
    ledger.recordMarketing(
        new Ledger.MarketingChoice(tenant, channel, marta, false, Instant.now()));
    hold(lane(marta), "k1", envelope(marta, "MARKWORD held", Instant.now()));
    park(lane(marta), "k2", envelope(marta, "MARKWORD parked", Instant.now()));
    redis.opsForValue().set("lane:" + channel + ":1234567890:" + bsuid, lane(marta));

    var others = says(otto, "o1", text("KEEPWORD"));
    storeFile(Bucket.MEDIA_INBOUND, tenant + "/" + others.message(), "KEEPFILE");
    hold(lane(otto), "k3", envelope(otto, "KEEPWORD one", Instant.now()));
    hold(lane(otto), "k4", envelope(otto, "KEEPWORD two", Instant.now()));
    park(lane(otto), "k5", envelope(otto, "KEEPWORD three", Instant.now()));
    archive(
        Direction.INBOUND,
        webhookOf(marta),
        webhookOf(marta, otto),
        webhookOf(otto),
        "{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[{\"from\":\""
            + otto.waId()
            + "\",\"contacts\":[{\"phones\":[{\"wa_id\":\""
            + waId
            + "\"}]}],\"note\":\"KEEPCARD\"}]}}]}]}");
    archive(
        Direction.OUTBOUND,
        "{\"channel\":{\"to\":{\"id\":\"+" + waId + "\"}},\"text\":\"MARKWORD\"}",
        "{\"id\":\"desk-message-of-agent-" + unique + "\",\"receipt\":\"read\"}",
        "From=whatsapp%3A%2B" + waId + "&Body=MARKWORD",
        "From=whatsapp%3A%2B" + otto.waId() + "&Body=call+" + waId + "+KEEPFORM");
    assertThat(dumpDatabase()).contains(waId, bsuid, name, name + ".jpg");
    assertThat(dumpRedis()).contains(waId);
    assertThat(dumpArchive()).contains(waId, name);

    var job = erase("%2B" + waId);
    assertThat(erase(waId)).as("asked twice").isEqualTo(job);
    assertThat(erase(bsuid)).as("asked by another id").isEqualTo(job);
    var ended = completed(job);
    assertThat(erase(waId)).as("asked after it was completed").isEqualTo(job);

    var database = dumpDatabase();
    assertThat(database).doesNotContain(waId, bsuid, name);
    assertThat(database).as("bytes in hexadecimal").doesNotContain(hex(waId), hex(name));
    assertThat(database)
        .doesNotContain(first.message().value(), first.conversation().value(), "wamid.m1");
    assertThat(dumpRedis()).doesNotContain(waId, bsuid, first.conversation().value());
    assertThat(dumpEnvelopes())
        .doesNotContain("MARKWORD", waId)
        .containsSubsequence("KEEPWORD one", "KEEPWORD two", "KEEPWORD three");
    assertThat(dumpArchive())
        .doesNotContain("MARKWORD", name, "desk-message-of-agent")
        .contains("words of Otto Other", "KEEPCARD", "KEEPFORM", otto.waId());
    assertThat(archived(Direction.INBOUND, Instant.now().minusSeconds(7200)))
        .as("of the person's own one the empty lists stay")
        .hasSize(4);
    assertThat(store.size("media-inbound", tenant + "/" + picture.message())).isEqualTo(-1);
    assertThat(store.size("media-outbound", tenant + "/" + picture.message())).isEqualTo(-1);
    assertThat(store.size("media-inbound", tenant + "/" + others.message())).isEqualTo(8);
    assertThat(get(path("/persons/" + waId)).statusCode()).isEqualTo(404);
    assertThat(get(path("/persons/" + otto.waId())).statusCode()).isEqualTo(200);

    var certificate = (ObjectNode) ended.path("certificate");
    assertThat(certificate.path("rows").path("message_tracking").asInt()).isEqualTo(4);
    assertThat(certificate.path("rows").path("message_content").asInt()).isEqualTo(3);
    assertThat(certificate.path("rows").path("conversation_mappings").asInt()).isEqualTo(2);
    assertThat(certificate.path("objects").path("media-inbound").asInt()).isEqualTo(1);
    assertThat(certificate.path("archive").path("webhooks-inbound").asInt()).isEqualTo(3);
    assertThat(certificate.path("archive").path("webhooks-outbound").asInt()).isEqualTo(3);
    assertThat(certificate.path("envelopes").path("held").asInt()).isEqualTo(1);
    assertThat(certificate.path("envelopes").path("parked").asInt()).isEqualTo(1);
    assertThat(certificate.path("redisKeys").asInt()).isPositive();
    assertThat(certificate.path("requestedBy").asString()).isEqualTo("case 17");
    verify(certificate);

    var again = says(marta, "m9", text("a new contact"));
    assertThat(again.conversation()).isNotEqualTo(first.conversation());
    assertThat(again.person().marketingAllowed()).as("the opt-out stays").isFalse();
    assertThat(erase(waId)).as("the new contact").isNotEqualTo(job);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private void verify(ObjectNode certificate) throws Exception {
    var check = path("/erasures/verification");
    var genuine = json.readTree(post(check + "?person=" + waId, certificate.toString()).body());
    assertThat(genuine.path("genuine").asBoolean()).isTrue();
    assertThat(genuine.path("samePerson").asBoolean()).isTrue();
    var someoneElse =
        json.readTree(post(check + "?person=" + otto.waId(), certificate.toString()).body());
    assertThat(someoneElse.path("samePerson").asBoolean(true)).isFalse();
    var changed = certificate.deepCopy();
    changed.put("redisKeys", 0);
    assertThat(
            json.readTree(post(check, changed.toString()).body()).path("genuine").asBoolean(true))
        .isFalse();
  }

  @Test
  void whatWasAcceptedBeforeAndComesLaterIsErasedToo() throws Exception {
    var accepted = Instant.now();
    var before = says(marta, "b1", text("MARKWORD before"));
    var job = erase(waId);
    completed(job);

    // from a queue, held or parked after a long time
    var queued = says(marta, channel, "b2", text("MARKWORD queued"), accepted, accepted);
    hold(lane(marta), "b3", envelope(marta, "MARKWORD held", accepted));
    park(lane(marta), "b4", envelope(marta, "MARKWORD parked", accepted));
    hold(lane(marta), "b5", envelope(marta, "NEWWORD held", Instant.now()));
    var fresh =
        says(otto, channel, "b6", text("KEEPWORD"), accepted, accepted.minus(Duration.ofDays(1)));
    late.sweep(tenant, Instant.now().minusSeconds(60));

    assertThat(get(path("/persons/" + waId)).statusCode()).isEqualTo(404);
    assertThat(dumpEnvelopes()).doesNotContain("MARKWORD").contains("NEWWORD held");
    assertThat(get(path("/conversations/" + fresh.conversation())).statusCode()).isEqualTo(200);
    assertThat(dumpDatabase()).doesNotContain(queued.message().value());

    var begun =
        ledger.beginDelivery(
            before.message().value(),
            new Ledger.Intent(
                tenant, "genesys-api-service", null, null, before.conversation().value()));
    assertThat(begun.go()).as("an erased message in a queue is dropped").isEqualTo(Go.DONE);
  }

  @Test
  void aGroupIsErasedLikeAPersonAndItsMembersAreNot() throws Exception {
    var group = "group-" + Ids.next();
    says(Person.ofGroup(group, name + " family"), "g1", text("MARKWORD in the group"));
    says(otto, "g2", text("KEEPWORD"));

    completed(erase(group));

    assertThat(dumpDatabase()).doesNotContain(group, name + " family");
    assertThat(get(path("/persons/" + otto.waId())).statusCode()).isEqualTo(200);
  }

  @Test
  void manyMessagesAreErasedInBatchesWithDatesOfAnyTime() throws Exception {
    var first = says(marta, "d1", text("first"));
    var many = 3000;
    db.sql(
            """
            insert into message_tracking (id, tenant_id, conversation_id, channel_id, desk_id,
              direction, kind, meta_message_id, status, said_at, accepted_at)
            select gen_random_uuid()::text, tenant_id, conversation_id, channel_id, desk_id,
              'INBOUND', 'text', 'bulk-' || n || :unique, 'DELIVERED',
              case n % 3 when 0 then timestamptz '2001-01-01' when 1 then now() + interval '9 years'
                else now() end, now()
            from message_tracking, generate_series(1, :many) n where id = :id
            """)
        .param("unique", unique)
        .param("many", many)
        .param("id", first.message().value())
        .update();

    var ended = completed(erase(waId));

    assertThat(ended.path("messagesTotal").asInt()).isEqualTo(many + 1);
    assertThat(ended.path("messagesErased").asInt()).isEqualTo(many + 1);
    assertThat(
            db.sql("select count(*) from message_tracking where tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void anIdThatChangedIsFoundAndANumberWithANewOwnerIsNot() throws Exception {
    var before = new Person(bsuid, null, waId, null, name);
    says(before, "r1", text("MARKWORD"));
    var owner = new Person("GB." + number() + "88", null, waId, null, "Nora Newowner");
    says(owner, "r2", text("KEEPWORD of the new owner"));
    archive(Direction.INBOUND, webhookOf(owner));

    completed(erase(bsuid));

    assertThat(get(path("/persons/" + waId)).body()).contains("Nora Newowner");
    assertThat(dumpDatabase()).doesNotContain(bsuid, name).contains("Nora Newowner");
    assertThat(dumpArchive()).contains("words of Nora Newowner");
  }

  @Test
  void unknownPersonsAndJobsAreRefused() throws Exception {
    assertThat(post(path("/persons/4470000000/erasure"), "{}").statusCode()).isEqualTo(404);
    assertThat(get(path("/erasures/" + Ids.next())).statusCode()).isEqualTo(404);
    says(marta, "u1", text("hello"));
    var tooLong = "x".repeat(201);
    assertThat(
            post(path("/persons/" + waId + "/erasure"), "{\"requestedBy\":\"" + tooLong + "\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(post(path("/persons/" + waId + "/erasure"), "{\"everything\":true}").statusCode())
        .isEqualTo(400);
    assertThat(get(path("/persons/" + waId)).statusCode()).isEqualTo(200);
  }

  @Test
  void theArchiveIsUnreadableWithoutTheTenantsKey() throws Exception {
    archive(Direction.INBOUND, webhookOf(marta));
    var since = Instant.now().minusSeconds(7200);
    assertThat(archived(Direction.INBOUND, since)).hasSize(1);
    db.sql("delete from tenant_keysets where tenant_id = :tenant")
        .param("tenant", tenant.value())
        .update();
    // the key is cached for a minute
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() ->
            archive
                    .read(Direction.INBOUND, tenant, since, Instant.now().plusSeconds(60))
                    .unreadable()
                == 1);
    assertThat(archived(Direction.INBOUND, since)).isEmpty();
  }

  @Test
  void everyTableWithDataOfPersonsIsKnown() {
    var known =
        List.of(
            "conversation_events",
            "conversation_mappings",
            "desk_conversations",
            "early_statuses",
            "erased_ids",
            "erasure_counts",
            "erasures",
            "event_outbox",
            "event_positions",
            "held",
            "held_conversations",
            "kept_opt_outs",
            "marketing_choices",
            "message_content",
            "message_hops",
            "message_tracking",
            "open_questions",
            "parked",
            "person_waits",
            "removed_files",
            "retention_marks",
            "search_indexing",
            "tenant_hash_keys",
            "tenant_keysets",
            "webhook_deliveries",
            "webhook_subscriptions");
    assertThat(
            db.sql(
                    """
                    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = current_schema() and c.relkind in ('r', 'p')
                      and not c.relispartition and c.relname <> 'flyway_schema_history'
                    order by 1
                    """)
                .query((row, _) -> row.getString(1))
                .list())
        .as("a new table is listed here, with what an erasure removes from it")
        .isSubsetOf(known);
  }
}
