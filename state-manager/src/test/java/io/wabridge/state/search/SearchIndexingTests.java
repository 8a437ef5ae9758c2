package io.wabridge.state.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.RetentionPolicy;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.TenantId;
import io.wabridge.state.history.MessageContents;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Stores;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Contents without hashes get them, and those of a tenant without a search lose them. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,state-manager",
      "bridge.search.change-applies-after=0s"
    })
@LocalStores
class SearchIndexingTests {

  private static final HistoryPolicy OFF = new HistoryPolicy(90, true, false);

  @LocalServerPort int port;
  @Autowired JdbcClient db;
  @Autowired FieldEncryption platform;
  @Autowired MessageContents contents;
  @Autowired SearchIndexing indexing;

  private final TenantId tenant = new TenantId(Ids.next());
  private final String conversation = Ids.next();

  @BeforeEach
  void createConversation() {
    db.sql(
            """
            insert into conversation_mappings (conversation_id, tenant_id, channel_id, desk_id, wa_id,
              desk_address)
            values (:id, :tenant, :id, :id, :id, :id)
            """)
        .param("id", conversation)
        .param("tenant", tenant.value())
        .update();
  }

  private String kept(Content content, @Nullable String refersTo, HistoryPolicy policy) {
    var id = Ids.next();
    db.sql(
            """
            insert into message_tracking (id, tenant_id, conversation_id, channel_id, desk_id,
              direction, kind, meta_message_id, status, said_at, accepted_at)
            values (:id, :tenant, :conversation, :conversation, 'd', :direction, :kind, :id,
              'DELIVERED', now(), now())
            """)
        .param("id", id)
        .param("tenant", tenant.value())
        .param("conversation", conversation)
        .param("direction", Direction.INBOUND.name())
        .param("kind", Excerpt.kind(content))
        .update();
    var kept = policy.keep(content, Origin.PERSON);
    contents.prepare(tenant, kept);
    contents.save(tenant, new MessageId(id), refersTo, kept);
    return id;
  }

  private String kept(String text, HistoryPolicy policy) {
    return kept(new Content.Text(text), null, policy);
  }

  private void learn(HistoryPolicy policy) {
    indexing.learn(
        List.of(
            new TenantEntry(
                tenant.value(),
                "n",
                "ACTIVE",
                policy,
                List.of(),
                List.of(),
                RetentionPolicy.USUAL)));
    indexing.proceed();
  }

  private HttpResponse<String> search(String q) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:%d/api/v1/tenants/%s/messages/search?q=%s"
                              .formatted(port, tenant, q)))
                  .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long hashed() {
    return db.sql("select count(*) from message_content where tenant_id = :t and words is not null")
        .param("t", tenant.value())
        .query(Long.class)
        .single();
  }

  @Test
  void addsHashesToContentsThatHaveNone() {
    var ids = new ArrayList<String>();
    for (var i = 0; i < 450; i++) {
      ids.add(kept("palabra", OFF));
    }
    var edited = kept("viejo", OFF);
    kept(new Content.Edit(null, new Content.Text("nuevo")), edited, OFF);
    assertThat(hashed()).isZero();
    assertThat(search("palabra").body()).isEqualTo("{\"items\":[]}");

    learn(HistoryPolicy.USUAL);

    assertThat(hashed()).isEqualTo(452);
    assertThat(search("palabra").body()).contains(ids.getLast());
    assertThat(search("palabra%20before:2000-01-01").body()).isEqualTo("{\"items\":[]}");
    assertThat(search("nuevo").body()).contains(edited);
    assertThat(search("viejo").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void goesOnWhereItStopped() {
    for (var i = 0; i < 10; i++) {
      kept("palabra", OFF);
    }
    learn(HistoryPolicy.USUAL);
    db.sql("update message_content set words = null where tenant_id = :t")
        .param("t", tenant.value())
        .update();
    indexing.proceed();
    assertThat(hashed()).as("the pass is finished").isZero();

    db.sql(
            """
            update search_indexing set position = (select message_id from message_content
              where tenant_id = :t order by 1 offset 4 limit 1) where tenant_id = :t
            """)
        .param("t", tenant.value())
        .update();
    indexing.proceed();
    assertThat(hashed()).isEqualTo(4);
  }

  @Test
  void removesTheHashesOfATenantThatSwitchedTheSearchOff() {
    var id = kept("palabra", HistoryPolicy.USUAL);
    assertThat(search("palabra").body()).contains(id);

    learn(OFF);

    assertThat(hashed()).isZero();
    var refused = search("palabra");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("switched off for this tenant");

    learn(OFF);
    learn(HistoryPolicy.USUAL);
    assertThat(search("palabra").body()).contains(id);
  }

  @Test
  void withoutTheTenantsKeysNothingIsFound() {
    kept("palabra", HistoryPolicy.USUAL);
    var before = new SearchKeys(db, platform).find(tenant).orElseThrow();
    assertThat(before.word("palabra")).isEqualTo(before.word("palabra"));

    db.sql("delete from tenant_keysets where tenant_id = :tenant")
        .param("tenant", tenant.value())
        .update();

    var keys = new SearchKeys(db, platform);
    assertThat(keys.find(tenant)).isEmpty();
    assertThat(keys.ensure(tenant)).as("there is no keyset to keep it with").isEmpty();
    db.sql("insert into tenant_keysets (tenant_id, keyset) values (:tenant, '')")
        .param("tenant", tenant.value())
        .update();
    assertThat(keys.ensure(tenant).orElseThrow().word("palabra"))
        .as("a new key makes other hashes")
        .isNotEqualTo(before.word("palabra"));
  }

  @Test
  void aKeyIsEncryptedForItsTenant() {
    kept("palabra", HistoryPolicy.USUAL);
    var other = new TenantId(Ids.next());
    db.sql(
            """
            insert into tenant_keysets (tenant_id, keyset, search_key)
            select :other, keyset, search_key from tenant_keysets where tenant_id = :tenant
            """)
        .param("other", other.value())
        .param("tenant", tenant.value())
        .update();

    assertThatIllegalStateException().isThrownBy(() -> new SearchKeys(db, platform).find(other));
  }
}
