package io.wabridge.auth.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Checks the chain of hashes, and removes what is older than the log is kept: only from its
 * beginning, and only with a note of the last hash that was removed, from which the chain goes on.
 */
@Component
class AuditChain {

  private static final Logger log = LoggerFactory.getLogger(AuditChain.class);

  /** The shortest time; the database refuses a shorter one, too. */
  private static final Duration SHORTEST = Duration.ofDays(90);

  /**
   * The result of a check.
   *
   * @param removed entries that were removed because the log is not kept for longer
   * @param firstBroken the first entry that does not fit the one before it; null: none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Verification(
      boolean intact,
      long entries,
      long removed,
      @Nullable Instant since,
      @Nullable Long firstBroken) {}

  private final JdbcClient db;
  private final Audit audit;
  private final Duration kept;

  AuditChain(JdbcClient db, Audit audit, @Value("${bridge.audit.kept:1095d}") Duration kept) {
    if (kept.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "bridge.audit.kept is " + kept + "; the audit log is kept for 90 days at least");
    }
    this.db = db;
    this.audit = audit;
    this.kept = kept;
  }

  /** Also that no entry is missing: their ids have no gaps. */
  Verification verify() {
    return db.sql(
            """
            with checked as (
              select a.id, a.at, a.hash = audit_hash(coalesce(lag(a.hash) over (order by a.id),
                  (select hash from audit_removals order by last_id desc limit 1)), a)
                and a.id = 1 + coalesce(lag(a.id) over (order by a.id),
                  (select max(last_id) from audit_removals), 0) as fits
              from audit a
            )
            select count(*) as entries, min(at) as since, min(id) filter (where not fits) as broken,
              (select coalesce(max(last_id), 0) from audit_removals) as removed
            from checked
            """)
        .query((row, _) -> {
          var broken = row.getObject("broken", Long.class);
          var since = row.getObject("since", OffsetDateTime.class);
          return new Verification(
              broken == null,
              row.getLong("entries"),
              row.getLong("removed"),
              since == null ? null : since.toInstant(),
              broken);
        })
        .single();
  }

  /** Removes entries from the beginning of the log. */
  @Scheduled(fixedDelayString = "${bridge.audit.every:6h}", initialDelay = 300_000)
  @Transactional
  public void removeExpired() {
    var removed =
        db.sql("select remove_audit(:before)")
            .param("before", Instant.now().minus(kept).atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single();
    if (removed > 0) {
      audit.add(
          new Audit.Entry(
              null, "auth-service", "audit.expired", null, "", removed + " entries were removed"));
      log.atInfo().addKeyValue("removed", removed).log("the audit log was shortened");
    }
  }
}
