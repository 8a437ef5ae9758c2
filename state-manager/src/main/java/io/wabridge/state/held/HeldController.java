package io.wabridge.state.held;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.model.Reason;
import io.wabridge.state.Columns;
import io.wabridge.state.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Held envelopes, by conversation. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Held")
class HeldController {

  /**
   * A conversation that waits at a stage.
   *
   * @param messages how many envelopes wait
   * @param tries failed retries of the first envelope since the last one was finished
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HeldView(
      String stage,
      String conversationKey,
      String tenantId,
      String reason,
      String sentence,
      String detail,
      int tries,
      long messages,
      @Nullable Instant heldAt,
      @Nullable Instant nextTryAt) {}

  /** The totals, and the conversations that have waited longest. */
  record HeldList(long conversations, long messages, List<HeldView> items) {}

  record Due(int conversations) {}

  private final JdbcClient db;

  HeldController(JdbcClient db) {
    this.db = db;
  }

  @GetMapping("/held")
  @Operation(summary = "Held conversations, the longest waiting first")
  HeldList all(@RequestParam(defaultValue = "50") int limit) {
    return list(null, limit);
  }

  @GetMapping("/tenants/{tenantId}/held")
  @Operation(summary = "Held conversations of this tenant, the longest waiting first")
  HeldList ofTenant(@PathVariable String tenantId, @RequestParam(defaultValue = "50") int limit) {
    return list(tenantId, limit);
  }

  @PostMapping("/held/try")
  @Operation(summary = "Retries all held conversations now")
  Due tryNow() {
    return due(null);
  }

  @PostMapping("/tenants/{tenantId}/held/try")
  @Operation(summary = "Retries the held conversations of this tenant now")
  Due tryNow(@PathVariable String tenantId) {
    return due(tenantId);
  }

  private Due due(@Nullable String tenant) {
    return new Due(
        db.sql(
                """
                update held_conversations set next_try_at = now(), announced_at = null
                where :tenant::text is null or tenant_id = :tenant
                """)
            .param("tenant", tenant)
            .update());
  }

  private HeldList list(@Nullable String tenant, int limit) {
    var items =
        db.sql(
                """
                select c.*, (select count(*) from held h where h.reader = c.reader
                  and h.conversation_key = c.conversation_key) as messages
                from held_conversations c where :tenant::text is null or c.tenant_id = :tenant
                order by c.held_at limit :limit
                """)
            .param("tenant", tenant)
            .param("limit", Page.within(limit))
            .query((row, n) ->
                new HeldView(
                    row.getString("reader"),
                    row.getString("conversation_key"),
                    row.getString("tenant_id"),
                    row.getString("reason"),
                    Reason.named(row.getString("reason")).sentence(),
                    row.getString("detail"),
                    row.getInt("tries"),
                    row.getLong("messages"),
                    Columns.instant(row, "held_at"),
                    Columns.instant(row, "next_try_at")))
            .list();
    return db.sql(
            """
            select (select count(*) from held_conversations
                where :tenant::text is null or tenant_id = :tenant),
              (select count(*) from held where :tenant::text is null or tenant_id = :tenant)
            """)
        .param("tenant", tenant)
        .query((row, n) -> new HeldList(row.getLong(1), row.getLong(2), items))
        .single();
  }
}
