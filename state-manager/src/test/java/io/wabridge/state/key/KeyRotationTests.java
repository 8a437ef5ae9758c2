package io.wabridge.state.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.KeysetApi;
import io.wabridge.kit.client.Reply;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.kit.rotation.KeyRotation;
import io.wabridge.model.Content.Choice.Option;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.Session;
import io.wabridge.model.TenantId;
import io.wabridge.state.StateTest;
import io.wabridge.state.TenantFields;
import io.wabridge.testkit.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The platform's key is replaced in all rows, and everything is read as before. */
class KeyRotationTests extends StateTest {

  private static final String KEY = Stores.get().springProperties().get("bridge.master-key");
  private static final String NEW = Base64.getEncoder().encodeToString("n".repeat(32).getBytes());

  @Autowired TransactionTemplate transaction;
  @Autowired TenantKeys keys;
  @Autowired FieldEncryption platform;

  private final String waId = "44" + Math.abs(Ids.next().hashCode());
  private final String reader = "test-" + Ids.next();

  private KeyRotation rotation(String masterKeys) {
    var encryption = FieldEncryption.of(Secret.of(masterKeys));
    return new RotationConfiguration(
            db, transaction, encryption, new TenantFields(keys, encryption))
        .keyRotation();
  }

  private static KeyRotation.Report finished(KeyRotation rotation) {
    rotation.start();
    await().atMost(30, TimeUnit.SECONDS).until(() -> !rotation.report().running());
    return rotation.report();
  }

  /** Whose key each of this test's rows has. */
  private List<String> keyIds() {
    return db.sql(
            """
            select encode(substring(c from 2 for 4), 'hex') from (
              select keyset as c from tenant_keysets where tenant_id = :other
              union all select desk_session from conversation_mappings where tenant_id = :tenant
              union all select answers from open_questions where tenant_id = :tenant
              union all select envelope from held where reader = :reader
              union all select envelope from parked where tenant_id = :tenant
              union all select excerpt from message_tracking where tenant_id = :tenant
                and excerpt is not null) as all_of_them
            """)
        .param("other", requests.tenant + "-with-keys")
        .param("tenant", requests.tenant.value())
        .param("reader", reader)
        .query(String.class)
        .list();
  }

  @Test
  void replacesTheKeyOfEverythingWithoutChangingWhatIsRead() {
    var first = ledger.registerInbound(requests.by(Person.ofWaId(waId), "a"));
    ledger.recordOutcome(
        first.message().value(),
        requests.delivered(new Session("c-" + waId, "the state", Instant.now())));
    ledger.registerReply(
        new Reply(
            requests.tenant,
            requests.desk,
            first.deskAddress(),
            null,
            new ExternalId("question" + requests.unique),
            List.of(new Reply.Part("text", "Which one?", null)),
            Instant.now(),
            Instant.now(),
            List.of(new Option("y", "Yes", null), new Option("n", "No", null)),
            Set.of()));
    holding.hold(held());
    ledger.park(requests.parked(first.message().value(), "{\"text\":\"parked\"}"));
    var withKeys = new TenantId(requests.tenant + "-with-keys");
    var sealed =
        client(KeysetApi.class).create(withKeys.value()).open(withKeys, platform).encrypt("w", "p");
    var before = FieldEncryption.of(Secret.of(KEY)).keyId();
    assertThat(keyIds()).hasSizeGreaterThanOrEqualTo(6).containsOnly(before);

    var report = finished(rotation(NEW + "," + KEY));

    var after = FieldEncryption.of(Secret.of(NEW)).keyId();
    assertThat(keyIds()).containsOnly(after);
    assertThat(report.finished()).isTrue();
    assertThat(report.key()).isEqualTo(after);
    assertThat(report.older()).containsExactly(before);
    assertThat(report.renewed()).isGreaterThanOrEqualTo(6);

    // and back, so that this service with its one key reads everything
    finished(rotation(KEY + "," + NEW));

    assertThat(keyIds()).containsOnly(before);
    assertThat(holding.waiting(reader, "ada"))
        .extracting(Holding.Waiting::envelope)
        .containsExactly("{\"text\":\"held\"}");
    assertThat(
            client(KeysetApi.class)
                .keyset(withKeys.value())
                .open(withKeys, platform)
                .decrypt(sealed, "p"))
        .isEqualTo("w");
    var next =
        ledger.registerInbound(
            requests.by(Person.ofWaId(waId), requests.channel, "b", "a", true, Instant.now()));
    assertThat(next.quote()).isEqualTo("hello a");
    assertThat(ledger.beginDelivery(next.message().value(), requests.intent()).session().state())
        .isEqualTo("the state");
    var parked = get("/api/v1/tenants/" + requests.tenant + "/parked").at("/items/0/id").asString();
    assertThat(ask("/api/v1/tenants/" + requests.tenant + "/parked/" + parked).statusCode())
        .isEqualTo(200);
  }

  private Holding.Held held() {
    return new Holding.Held(
        reader,
        "ada",
        Lanes.hash("ada"),
        requests.tenant.value(),
        "channel.part.v1",
        "ada0",
        "way",
        null,
        Reason.UNAVAILABLE,
        "the desk is down",
        2,
        Duration.ofHours(1),
        "{\"text\":\"held\"}");
  }

  @Test
  void reportsOverTheApi() {
    var report = get("/api/v1/keys/messages");

    assertThat(report.path("key").asString()).isEqualTo(platform.keyId());
    assertThat(report.path("older")).isEmpty();
    assertThat(report.path("finished").asBoolean()).isTrue();
    assertThat(texts(report.path("values"), "name"))
        .contains("tenant_keysets.keyset", "held.envelope", "message_tracking.excerpt");
    assertThat(post("/api/v1/keys/messages", "").path("key").asString())
        .isEqualTo(platform.keyId());
  }

  @Test
  void doesNotStartWithTheKeyOfAnotherInstallation() {
    client(KeysetApi.class).create(requests.tenant.value());

    assertThatThrownBy(() -> rotation(NEW).refuseAnotherDatabasesKey())
        .hasMessageContaining("tenant_keysets.keyset")
        .hasMessageContaining("docs/keys.md");
    rotation(NEW + "," + KEY).refuseAnotherDatabasesKey();
  }
}
