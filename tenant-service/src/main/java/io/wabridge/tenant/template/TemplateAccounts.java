package io.wabridge.tenant.template;

import io.wabridge.tenant.ChannelConnected;
import io.wabridge.tenant.ConfigurationChanged;
import io.wabridge.tenant.endpoint.ChannelAccounts;
import io.wabridge.tenant.endpoint.ChannelAccounts.ChannelAccount;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which accounts' templates are to be read, and when: once a day, after a channel was connected,
 * and when a provider reported a change whose content is unknown.
 */
@Component
class TemplateAccounts {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration RETRY = Duration.ofMinutes(10);

  /** A claimed account is given to another caller if the first one says nothing. */
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private static final int BATCH = 20;

  private final ChannelAccounts accounts;
  private final JdbcClient db;

  TemplateAccounts(ChannelAccounts accounts, JdbcClient db) {
    this.accounts = accounts;
    this.db = db;
  }

  /** Channels were added, removed or moved to another account. */
  @EventListener
  void changed(ConfigurationChanged change) {
    var present = new LinkedHashMap<String, ChannelAccount>();
    for (var one : accounts.ofTenant(change.tenantId())) {
      present.putIfAbsent(key(one.kind(), one.account()), one);
    }
    db.sql(
            """
            delete from template_accounts
            where tenant_id = :tenant and not (kind || '|' || account = any(:present))
            """)
        .param("tenant", change.tenantId())
        .param("present", present.keySet().toArray(String[]::new))
        .update();
    present.values().forEach(this::add);
  }

  private void add(ChannelAccount one) {
    of(
            """
            insert into template_accounts (tenant_id, kind, account, channel_id, due_at)
            values (:tenant, :kind, :account, :channel, now())
            on conflict (tenant_id, kind, account) do update set channel_id = excluded.channel_id
              where template_accounts.channel_id <> excluded.channel_id
            """,
            one)
        .param("channel", one.channelId())
        .update();
  }

  private static String key(String kind, String account) {
    return kind + "|" + account;
  }

  /** A test right after another one reads nothing again. */
  @EventListener
  void connected(ChannelConnected channel) {
    var account = accounts.get(channel.channelId());
    if (account.managed()) {
      add(account);
      of(
              """
              update template_accounts set due_at = now()
              where tenant_id = :tenant and kind = :kind and account = :account
                and coalesce(synced_at < now() - interval '1 minute', true)
              """,
              account)
          .update();
    }
  }

  /** The templates are to be read at once. */
  void makeDue(ChannelAccount account) {
    of(
            """
            update template_accounts set due_at = now()
            where tenant_id = :tenant and kind = :kind and account = :account
            """,
            account)
        .update();
  }

  /** The channels whose accounts are due; no other caller gets them for some minutes. */
  @Transactional
  List<String> claim() {
    return db.sql(
            """
            update template_accounts set due_at = now() + :claim * interval '1 second'
            where (tenant_id, kind, account) in (
              select tenant_id, kind, account from template_accounts
              where due_at <= now() order by due_at limit :batch for update skip locked)
            returning channel_id
            """)
        .param("claim", CLAIM.toSeconds())
        .param("batch", BATCH)
        .query((row, _) -> row.getString("channel_id"))
        .list();
  }

  /** They were read: the next time is in a day, plus up to an hour. */
  void synced(ChannelAccount account) {
    add(account);
    of(
            """
            update template_accounts set synced_at = now(), failure = null,
              due_at = now() + (:day + random() * 3600) * interval '1 second'
            where tenant_id = :tenant and kind = :kind and account = :account
            """,
            account)
        .param("day", DAY.toSeconds())
        .update();
  }

  void failed(ChannelAccount account, @Nullable String words) {
    of(
            """
            update template_accounts set failure = :words,
              due_at = now() + :retry * interval '1 second'
            where tenant_id = :tenant and kind = :kind and account = :account
            """,
            account)
        .param("words", words)
        .param("retry", RETRY.toSeconds())
        .update();
  }

  private JdbcClient.StatementSpec of(String sql, ChannelAccount account) {
    return db.sql(sql)
        .param("tenant", account.tenantId())
        .param("kind", account.kind())
        .param("account", account.account());
  }
}
