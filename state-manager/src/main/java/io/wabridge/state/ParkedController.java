package io.wabridge.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.model.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What needs a human, newest first. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Parked")
class ParkedController {

  /**
   * Something parked.
   *
   * @param sentence what the reason means
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ParkedView(
      String id,
      @Nullable String tenantId,
      String stage,
      String contract,
      String reason,
      String sentence,
      String detail,
      int attempts,
      @Nullable String messageId,
      @Nullable String conversationId,
      @Nullable String correlation,
      @Nullable Instant parkedAt) {}

  private static final String SELECT =
      """
      select p.*, m.conversation_id from parked p left join message_tracking m on m.id = p.message_id
      where p.state = 'PARKED' and p.id < :cursor
      """;

  private final JdbcClient db;

  ParkedController(JdbcClient db) {
    this.db = db;
  }

  @GetMapping("/parked")
  @Operation(summary = "Everything that needs a human, newest first")
  Page<ParkedView> all(
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list("", "", cursor, limit);
  }

  @GetMapping("/tenants/{tenantId}/parked")
  @Operation(summary = "What of this tenant needs a human, newest first")
  Page<ParkedView> ofTenant(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return list(" and p.tenant_id = :tenant", tenantId, cursor, limit);
  }

  private Page<ParkedView> list(String filter, String tenant, String cursor, int limit) {
    var size = Page.within(limit);
    var rows =
        db.sql(SELECT + filter + " order by p.id desc limit :limit")
            .param("cursor", cursor)
            .param("tenant", tenant)
            .param("limit", size + 1)
            .query(ParkedController::row)
            .list();
    return Page.of(rows, size, ParkedView::id);
  }

  private static ParkedView row(ResultSet row, int number) throws SQLException {
    var reason = row.getString("reason");
    return new ParkedView(
        row.getString("id"),
        row.getString("tenant_id"),
        row.getString("stage"),
        row.getString("contract"),
        reason,
        Reason.valueOf(reason).sentence(),
        row.getString("detail"),
        row.getInt("attempts"),
        row.getString("message_id"),
        row.getString("conversation_id"),
        row.getString("correlation"),
        Conversations.instant(row, "parked_at"));
  }
}
