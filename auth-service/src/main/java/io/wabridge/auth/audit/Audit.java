package io.wabridge.auth.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds entries to the audit log. The database refuses every change of one. */
@Component
public class Audit {

  private final JdbcClient db;

  Audit(JdbcClient db) {
    this.db = db;
  }

  /**
   * One entry.
   *
   * @param tenant null: of the platform, or of a person
   * @param actor who did it, as "person:0190…"
   * @param action as "sign-in.failed"
   * @param subject what or whom it was done to, as "person:0190…"
   * @param address from which the gateway was called
   * @param detail a short text without secrets
   */
  public record Entry(
      @Nullable String tenant,
      String actor,
      String action,
      @Nullable String subject,
      String address,
      @Nullable String detail) {}

  /** Is part of the caller's transaction, if there is one. */
  public void add(Entry entry) {
    db.sql(
            """
            insert into audit (tenant_id, actor, action, subject, address, detail)
            values (:tenant, :actor, :action, :subject, :address, :detail)
            """)
        .param("tenant", entry.tenant())
        .param("actor", entry.actor())
        .param("action", entry.action())
        .param("subject", entry.subject())
        .param("address", entry.address())
        .param("detail", entry.detail())
        .update();
  }
}
