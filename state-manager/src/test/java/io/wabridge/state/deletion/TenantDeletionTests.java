package io.wabridge.state.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.KeysetApi;
import io.wabridge.kit.client.TenantDeletion;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Lanes;
import io.wabridge.kit.store.Bucket;
import io.wabridge.kit.store.ObjectStore;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateTest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.TestPropertySource;

/** A deleted tenant loses its keys at once, then its rows, objects and cached keys. */
@TestPropertySource(properties = {"bridge.deletion.settle=1s", "bridge.deletion.every=200ms"})
class TenantDeletionTests extends StateTest {

  @Autowired ObjectStore store;
  @Autowired StringRedisTemplate redis;

  private final LedgerRequests others = new LedgerRequests();
  private final String reader = "test-" + Ids.next();

  private void fill(LedgerRequests of) throws Exception {
    var waId = "44" + Math.abs(Ids.next().hashCode());
    var message = ledger.registerInbound(of.by(Person.ofWaId(waId), "a")).message().value();
    ledger.park(of.parked(message, "{\"text\":\"parked\"}"));
    holding.hold(
        new Holding.Held(
            reader,
            of.unique,
            Lanes.hash(of.unique),
            of.tenant.value(),
            "channel.part.v1",
            "one",
            "way",
            message,
            Reason.UNAVAILABLE,
            "down",
            1,
            Duration.ofHours(1),
            "{}"));
    client(KeysetApi.class).create(of.tenant.value());
    for (var bucket : Bucket.values()) {
      store.put(
          bucket,
          of.tenant + "/a/b",
          new ByteArrayInputStream(new byte[3]),
          3,
          "application/octet-stream");
    }
    redis.opsForValue().set("tenant:" + of.tenant + ":whatsapp:token", "x");
  }

  private long rows(LedgerRequests of) {
    return db.sql(
            """
            select (select count(*) from message_tracking where tenant_id = :t)
              + (select count(*) from message_hops h join message_tracking m on m.id = h.message_id
                 where m.tenant_id = :t)
              + (select count(*) from conversation_mappings where tenant_id = :t)
              + (select count(*) from held where tenant_id = :t)
              + (select count(*) from held_conversations where tenant_id = :t)
              + (select count(*) from parked where tenant_id = :t)
              + (select count(*) from tenant_keysets where tenant_id = :t)
            """)
        .param("t", of.tenant.value())
        .query(Long.class)
        .single();
  }

  @Test
  void deletesEverythingOfTheTenantAndNothingOfOthers() throws Exception {
    fill(requests);
    fill(others);
    var ofOthers = rows(others);
    assertThat(rows(requests)).isEqualTo(ofOthers).isGreaterThan(6);

    client(TenantDeletion.class).delete(requests.tenant.value());

    assertThat(ask("/internal/tenants/" + requests.tenant + "/keyset").statusCode())
        .as("the keys are gone at once")
        .isEqualTo(404);
    var path = "/api/v1/deletions/" + requests.tenant;
    await().atMost(20, TimeUnit.SECONDS).until(() -> get(path).has("finishedAt"));
    assertThat(rows(requests)).isZero();
    for (var bucket : Bucket.values()) {
      assertThat(store.size(bucket.bucketName(), requests.tenant + "/a/b")).isEqualTo(-1);
      assertThat(store.size(bucket.bucketName(), others.tenant + "/a/b")).isEqualTo(3);
    }
    assertThat(redis.keys("*" + requests.tenant + "*")).isEmpty();
    assertThat(redis.keys("tenant:" + others.tenant + "*")).hasSize(1);
    assertThat(rows(others)).isEqualTo(ofOthers);
    var deletion = get(path);
    assertThat(deletion.path("passes").asInt()).isEqualTo(2);
    assertThat(deletion.path("removedObjects").asInt()).isEqualTo(4);
    assertThat(deletion.path("removedRows").asInt()).isGreaterThan(6);
    assertThat(ask("/api/v1/deletions/" + others.tenant).statusCode()).isEqualTo(404);
  }
}
