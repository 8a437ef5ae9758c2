package io.wabridge.tenant.template;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Templates.Synced;
import io.wabridge.model.Ids;
import io.wabridge.model.connector.ChannelEvent.TemplateChanged;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateQuality;
import io.wabridge.model.template.TemplateStatus;
import io.wabridge.tenant.endpoint.ChannelAccounts.ChannelAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The templates that providers have, as they were read last. */
@Repository
class KeptTemplates {

  private static final String OF_ACCOUNT =
      " tenant_id = :tenant and kind = :kind and account = :account";

  private final JdbcClient db;
  private final JsonMapper json;

  KeptTemplates(JdbcClient db, JsonMapper json) {
    this.db = db;
    this.json = json;
  }

  /** What a list of templates asks for; null: any. */
  record Filter(
      @Nullable ChannelAccount account,
      @Nullable String name,
      @Nullable String language,
      @Nullable TemplateStatus status,
      @Nullable TemplateCategory category) {}

  /** One page; the id of the last one is the cursor of the next. */
  List<KeptTemplate> page(String tenant, Filter filter, String cursor, int limit) {
    var conditions = new ArrayList<String>();
    var account = filter.account();
    conditions.add("tenant_id = :tenant and id > :cursor");
    if (account != null) {
      conditions.add("kind = :kind and account = :account");
    }
    if (filter.name() != null) {
      conditions.add("position(:name in name) > 0");
    }
    if (filter.language() != null) {
      conditions.add("language = :language");
    }
    if (filter.status() != null) {
      conditions.add("status = :status");
    }
    if (filter.category() != null) {
      conditions.add("category = :category");
    }
    return db.sql(
            "select * from templates where "
                + String.join(" and ", conditions)
                + " order by id limit :limit")
        .param("tenant", tenant)
        .param("cursor", cursor)
        .param("kind", account == null ? null : account.kind())
        .param("account", account == null ? null : account.account())
        .param("name", filter.name())
        .param("language", filter.language())
        .param("status", filter.status() == null ? null : filter.status().name())
        .param("category", filter.category() == null ? null : filter.category().name())
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  KeptTemplate get(String tenant, String id) {
    return db.sql("select * from templates where tenant_id = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(this::row)
        .optional()
        .orElseThrow(() -> new NotFoundException("There is no template " + id + "."));
  }

  /** All languages of a template. */
  List<Template> named(ChannelAccount account, String name) {
    return of("select * from templates where" + OF_ACCOUNT + " and name = :name", account)
        .param("name", name)
        .query(this::row)
        .list()
        .stream()
        .map(KeptTemplate::template)
        .toList();
  }

  List<Template> approved(ChannelAccount account) {
    return of(
            "select * from templates where"
                + OF_ACCOUNT
                + " and status = 'APPROVED' order by name, language limit 200",
            account)
        .query(this::row)
        .list()
        .stream()
        .map(KeptTemplate::template)
        .toList();
  }

  /** Replaces all templates of an account; those that stay keep their ids. */
  @Transactional
  Synced replace(ChannelAccount account, List<Template> templates) {
    var before = of("select * from templates where" + OF_ACCOUNT, account).query(this::row).list();
    var added = 0;
    var changed = 0;
    for (var template : templates) {
      var known =
          before.stream()
              .map(KeptTemplate::template)
              .filter(one ->
                  one.name().equals(template.name()) && one.language().equals(template.language()))
              .findFirst();
      if (known.isEmpty()) {
        added++;
      } else if (!known.get().equals(template)) {
        changed++;
      }
      keep(account, template);
    }
    var removed =
        of(
                "delete from templates where"
                    + OF_ACCOUNT
                    + " and not (name || '|' || language = any(:present))",
                account)
            .param(
                "present",
                templates.stream()
                    .map(one -> one.name() + "|" + one.language())
                    .toArray(String[]::new))
            .update();
    return new Synced(templates.size(), added, changed, removed);
  }

  /** Keeps one template; returns our id of it. */
  String keep(ChannelAccount account, Template template) {
    return of(
            """
            insert into templates as known (id, tenant_id, kind, account, provider_id, name,
              language, category, status, quality, reason, pending_category, form, components,
              created_at, updated_at)
            values (:id, :tenant, :kind, :account, :providerId, :name, :language, :category,
              :status, :quality, :reason, :pending, :form::jsonb, :components::jsonb, now(), now())
            on conflict (tenant_id, kind, account, name, language) do update
            set provider_id = excluded.provider_id, category = excluded.category,
              status = excluded.status, quality = excluded.quality,
              reason = case when excluded.reason is null and known.status = excluded.status
                then known.reason else excluded.reason end,
              pending_category = excluded.pending_category, form = excluded.form,
              components = excluded.components, updated_at = now()
            returning id
            """,
            account)
        .param("id", Ids.next())
        .param("providerId", template.id())
        .param("name", template.name())
        .param("language", template.language())
        .param("category", template.category().name())
        .param("status", template.status().name())
        .param("quality", template.quality().name())
        .param("reason", template.reason())
        .param(
            "pending",
            template.pendingCategory() == null ? null : template.pendingCategory().name())
        .param("form", json.writeValueAsString(template.form()))
        .param("components", template.components())
        .query(String.class)
        .single();
  }

  void remove(ChannelAccount account, String id) {
    of("delete from templates where id = :id and" + OF_ACCOUNT, account).param("id", id).update();
  }

  /**
   * Applies what a provider reported, to the tenant's own templates only. A late report changes
   * nothing.
   *
   * @return the account of the template; empty: it is not known
   */
  Optional<String> apply(String tenant, String kind, TemplateChanged change) {
    return db
        .sql(
            """
            update templates set
              status = coalesce(:status, status),
              reason = case when :status::text is null then reason else :reason end,
              quality = coalesce(:quality, quality),
              category = coalesce(:category, category),
              pending_category = case when :category::text is not null then null
                else coalesce(:pending, pending_category) end,
              updated_at = now(),
              reported_at = greatest(reported_at, :at)
            where tenant_id = :tenant and kind = :kind and provider_id = :providerId
              and coalesce(reported_at <= :at, true)
            returning account
            """)
        .param("tenant", tenant)
        .param("kind", kind)
        .param("providerId", change.id())
        .param("status", change.status() == null ? null : change.status().name())
        .param("reason", change.reason())
        .param("quality", change.quality() == null ? null : change.quality().name())
        .param("category", change.category() == null ? null : change.category().name())
        .param("pending", change.pendingCategory() == null ? null : change.pendingCategory().name())
        .param("at", change.at().atOffset(ZoneOffset.UTC))
        .query((row, _) -> row.getString("account"))
        .list()
        .stream()
        .findFirst();
  }

  private JdbcClient.StatementSpec of(String sql, ChannelAccount account) {
    return db.sql(sql)
        .param("tenant", account.tenantId())
        .param("kind", account.kind())
        .param("account", account.account());
  }

  private KeptTemplate row(ResultSet row, int number) throws SQLException {
    var pending = row.getString("pending_category");
    return new KeptTemplate(
        row.getString("id"),
        row.getString("kind"),
        row.getString("account"),
        new Template(
            row.getString("provider_id"),
            row.getString("name"),
            row.getString("language"),
            TemplateCategory.named(row.getString("category")),
            TemplateStatus.named(row.getString("status")),
            TemplateQuality.named(row.getString("quality")),
            row.getString("reason"),
            pending == null ? null : TemplateCategory.named(pending),
            json.readValue(row.getString("form"), TemplateForm.class),
            row.getString("components")),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
