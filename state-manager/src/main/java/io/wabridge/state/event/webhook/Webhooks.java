package io.wabridge.state.event.webhook;

import io.wabridge.model.Ids;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The webhooks of all tenants. */
@Repository
class Webhooks {

  private static final String SELECT =
      "select *, previous_until > now() as overlaps from webhook_subscriptions";

  private final JdbcClient db;
  private final WebhookSecrets secrets;
  private final WebhookDeliveryProperties properties;

  Webhooks(JdbcClient db, WebhookSecrets secrets, WebhookDeliveryProperties properties) {
    this.db = db;
    this.secrets = secrets;
    this.properties = properties;
  }

  /** What a tenant says about a webhook. */
  record Wanted(URI url, @Nullable String description, Set<String> types, boolean enabled) {}

  List<Webhook> of(TenantId tenant) {
    return db.sql(SELECT + " where tenant_id = :tenant order by id")
        .param("tenant", tenant.value())
        .query(this::webhook)
        .list();
  }

  Optional<Webhook> find(TenantId tenant, String id) {
    return db.sql(SELECT + " where id = :id and tenant_id = :tenant")
        .param("id", id)
        .param("tenant", tenant.value())
        .query(this::webhook)
        .optional();
  }

  /** For deliveries: by its id alone, if it is enabled. */
  Optional<Webhook> enabled(String id) {
    return db.sql(SELECT + " where id = :id and enabled")
        .param("id", id)
        .query(this::webhook)
        .optional();
  }

  /** A new webhook, which gets the events after this position; false: the tenant has too many. */
  boolean create(TenantId tenant, String id, Wanted wanted, Secret secret, long position) {
    return db.sql(
                """
                insert into webhook_subscriptions (id, tenant_id, url, description, types, enabled,
                  secret, position)
                select :id, :tenant, :url, :description, cast(:types as text[]), :enabled, :secret,
                  :position
                where (select count(*) from webhook_subscriptions where tenant_id = :tenant) < :most
                """)
            .param("id", id)
            .param("tenant", tenant.value())
            .param("url", wanted.url().toString())
            .param("description", wanted.description())
            .param("types", wanted.types().toArray(String[]::new))
            .param("enabled", wanted.enabled())
            .param("secret", secrets.seal(tenant, id, secret))
            .param("position", position)
            .param("most", properties.perTenant())
            .update()
        == 1;
  }

  static String newId() {
    return Ids.next();
  }

  /** Saves what the tenant wants. A webhook that is enabled again continues where it stopped. */
  void update(Webhook before, Wanted wanted) {
    db.sql(
            """
            update webhook_subscriptions set url = :url, description = :description,
              types = cast(:types as text[]), enabled = :enabled,
              disabled_reason = case when :enabled then null else disabled_reason end
            where id = :id
            """)
        .param("url", wanted.url().toString())
        .param("description", wanted.description())
        .param("types", wanted.types().toArray(String[]::new))
        .param("enabled", wanted.enabled())
        .param("id", before.id())
        .update();
    if (wanted.enabled()) {
      db.sql(
              """
              update webhook_deliveries set next_attempt_at = now(), first_attempt_at = null
              where subscription_id = :id and state = 'WAITING'
              """)
          .param("id", before.id())
          .update();
    }
  }

  void delete(Webhook webhook) {
    db.sql("delete from webhook_subscriptions where id = :id").param("id", webhook.id()).update();
  }

  /** Replaces the secret; the former one still signs for some time. */
  void replaceSecret(Webhook webhook, Secret secret) {
    db.sql(
            """
            update webhook_subscriptions
            set previous_secret = secret, previous_until = now() + make_interval(secs => :overlap),
                secret = :secret
            where id = :id
            """)
        .param("overlap", properties.secretOverlap().toSeconds())
        .param("secret", secrets.seal(webhook.tenant(), webhook.id(), secret))
        .param("id", webhook.id())
        .update();
  }

  /** The bridge gives up; false: it was disabled before. */
  boolean disable(Webhook webhook, String reason) {
    return db.sql(
                """
                update webhook_subscriptions set enabled = false, disabled_reason = :reason
                where id = :id and enabled
                """)
            .param("reason", reason)
            .param("id", webhook.id())
            .update()
        == 1;
  }

  private Webhook webhook(ResultSet row, int number) throws SQLException {
    var id = row.getString("id");
    var tenant = new TenantId(row.getString("tenant_id"));
    var signing = new ArrayList<Secret>();
    signing.add(secrets.open(tenant, id, row.getBytes("secret")));
    var previous = row.getBytes("previous_secret");
    if (previous != null && row.getBoolean("overlaps")) {
      signing.add(secrets.open(tenant, id, previous));
    }
    return new Webhook(
        id,
        tenant,
        URI.create(row.getString("url")),
        row.getString("description"),
        Set.of((String[]) row.getArray("types").getArray()),
        row.getBoolean("enabled"),
        row.getString("disabled_reason"),
        List.copyOf(signing),
        row.getLong("position"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
