package io.wabridge.auth.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the audit log, the newest entry first. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Audit")
class AuditController {

  private static final int LARGEST = 200;

  /**
   * One entry.
   *
   * @param actor who did it: "person:…", "key:…", "admin-token" or "unknown"
   * @param actorName the e-mail address of a person
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntryView(
      long id,
      Instant at,
      @Nullable String tenantId,
      String actor,
      @Nullable String actorName,
      String action,
      @Nullable String subject,
      @Nullable String subjectName,
      String address,
      @Nullable String detail) {}

  /**
   * One page.
   *
   * @param next the cursor of the next page; absent on the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EntryPage(List<EntryView> items, @Nullable String next) {}

  private static final String LINES = "application/x-ndjson";

  private final JdbcClient db;
  private final AuditExport export;
  private final AuditChain chain;

  AuditController(JdbcClient db, AuditExport export, AuditChain chain) {
    this.db = db;
    this.export = export;
    this.chain = chain;
  }

  @GetMapping(path = "/audit/export", produces = LINES)
  @Operation(summary = "The audit log as JSON lines, the oldest entry first, with the hashes")
  void exportAll(
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(required = false) @Nullable Instant until,
      HttpServletResponse response)
      throws IOException {
    export(null, since, until, response);
  }

  @GetMapping(path = "/tenants/{tenantId}/audit/export", produces = LINES)
  @Operation(summary = "The audit log of a tenant as JSON lines, the oldest entry first")
  void exportOfTenant(
      @PathVariable String tenantId,
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(required = false) @Nullable Instant until,
      HttpServletResponse response)
      throws IOException {
    export(tenantId, since, until, response);
  }

  private void export(
      @Nullable String tenant,
      @Nullable Instant since,
      @Nullable Instant until,
      HttpServletResponse response)
      throws IOException {
    response.setContentType(LINES);
    response.setHeader("Content-Disposition", "attachment; filename=\"audit.jsonl\"");
    export.write(
        new AuditExport.Period(
            tenant,
            since == null ? Instant.EPOCH : since,
            until == null ? Instant.now().plus(Duration.ofDays(1)) : until),
        response.getOutputStream());
  }

  @GetMapping("/audit/verification")
  @Operation(summary = "Whether each entry of the audit log fits the one before it")
  AuditChain.Verification verify() {
    return chain.verify();
  }

  @GetMapping("/audit")
  @Operation(summary = "The audit log of the whole installation, the newest entry first")
  EntryPage all(
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return page(null, cursor, limit);
  }

  @GetMapping("/tenants/{tenantId}/audit")
  @Operation(summary = "The audit log of a tenant, the newest entry first")
  EntryPage ofTenant(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return page(tenantId, cursor, limit);
  }

  private EntryPage page(@Nullable String tenant, String cursor, int limit) {
    var size = Math.clamp(limit, 1, LARGEST);
    var rows =
        db.sql(
                """
                select a.*, p.email as actor_name, s.email as subject_name from audit a
                left join people p on a.actor = 'person:' || p.id
                left join people s on a.subject = 'person:' || s.id
                where (cast(:tenant as text) is null or a.tenant_id = :tenant) and a.id < :before
                order by a.id desc limit :limit
                """)
            .param("tenant", tenant)
            .param("before", before(cursor))
            .param("limit", size + 1)
            .query((row, _) ->
                new EntryView(
                    row.getLong("id"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("tenant_id"),
                    row.getString("actor"),
                    row.getString("actor_name"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("subject_name"),
                    row.getString("address"),
                    row.getString("detail")))
            .list();
    if (rows.size() <= size) {
      return new EntryPage(rows, null);
    }
    var page = rows.subList(0, size);
    return new EntryPage(page, String.valueOf(page.getLast().id()));
  }

  private static long before(String cursor) {
    if (cursor.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (!cursor.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("The cursor is not one that a page returned.");
    }
    return Long.parseLong(cursor);
  }
}
