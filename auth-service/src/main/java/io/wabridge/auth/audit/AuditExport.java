package io.wabridge.auth.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the audit log as JSON lines, the oldest entry first, some entries in memory at a time. */
@Component
class AuditExport {

  private static final int AT_ONCE = 500;

  /**
   * What is exported.
   *
   * @param tenant null: the whole installation
   */
  record Period(@Nullable String tenant, Instant since, Instant until) {}

  /**
   * One line.
   *
   * @param hash of this entry and the hash of the one before it, in hex
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      long id,
      Instant at,
      @Nullable String tenantId,
      String actor,
      String action,
      @Nullable String subject,
      String address,
      @Nullable String detail,
      String hash) {}

  private final JdbcClient db;
  private final JsonMapper json;

  AuditExport(JdbcClient db, JsonMapper json) {
    this.db = db;
    this.json = json;
  }

  void write(Period period, OutputStream out) throws IOException {
    var last = 0L;
    while (true) {
      var lines = lines(period, last);
      try {
        lines.forEach(line -> write(line, out));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      if (lines.size() < AT_ONCE) {
        out.flush();
        return;
      }
      last = lines.getLast().id();
    }
  }

  private void write(Line line, OutputStream out) {
    try {
      out.write(json.writeValueAsBytes(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Line> lines(Period period, long last) {
    return db.sql(
            """
            select * from audit
            where id > :last and at >= :since and at < :until
              and (cast(:tenant as text) is null or tenant_id = :tenant)
            order by id limit :limit
            """)
        .param("last", last)
        .param("since", period.since().atOffset(ZoneOffset.UTC))
        .param("until", period.until().atOffset(ZoneOffset.UTC))
        .param("tenant", period.tenant())
        .param("limit", AT_ONCE)
        .query((row, _) ->
            new Line(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("tenant_id"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("address"),
                row.getString("detail"),
                HexFormat.of().formatHex(row.getBytes("hash"))))
        .list();
  }
}
