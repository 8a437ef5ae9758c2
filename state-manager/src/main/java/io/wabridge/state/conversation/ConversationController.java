package io.wabridge.state.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.state.Columns;
import io.wabridge.state.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tenant's conversations, newest first. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/conversations")
@Tag(name = "Conversations")
class ConversationController {

  /**
   * A conversation.
   *
   * @param windowClosesAt end of the 24-hour window; then the desk may send templates only
   * @param marketingStoppedAt since when the person wants no marketing messages
   * @param groupId the provider's id of the group, if it is a group's conversation
   * @param closedAt when it was continued at another desk or in another conversation
   * @param mergedInto the conversation in which it was continued, if both were of one person
   * @param waitingForPersonSince since when replies wait until the person writes
   * @param waitingForPersonUntil when they fail without an answer
   * @param freeUntil until when messages are free, because the person came from an advertisement
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ConversationView(
      String id,
      String tenantId,
      String channelId,
      String deskId,
      @Nullable String waId,
      @Nullable String bsuid,
      @Nullable String contactName,
      @Nullable String deskConversationId,
      @Nullable Instant createdAt,
      @Nullable Instant lastActivityAt,
      @Nullable Instant windowClosesAt,
      @Nullable Instant marketingStoppedAt,
      @Nullable Instant closedAt,
      @Nullable String groupId,
      @Nullable String mergedInto,
      @Nullable Instant waitingForPersonSince,
      @Nullable Instant waitingForPersonUntil,
      @Nullable Instant freeUntil) {}

  /** What is not in the row of a conversation {@code c}. */
  static final String MORE =
      """
      (select case when not w.allowed then w.changed_at end from marketing_choices w
        where w.tenant_id = c.tenant_id and w.channel_id = c.channel_id
          and (w.bsuid = c.bsuid or w.wa_id = c.wa_id)
          and coalesce(w.bsuid = c.bsuid, true) and coalesce(w.wa_id = c.wa_id, true)
        order by w.changed_at desc limit 1) as marketing_stopped_at,
      (select min(p.begun_at) from person_waits p where p.state = 'WAITING'
        and p.tenant_id = c.tenant_id and p.lane = coalesce(c.reply_lane, c.conversation_id))
        as waits_since,
      (select max(p.ends_at) from person_waits p where p.state = 'WAITING'
        and p.tenant_id = c.tenant_id and p.lane = coalesce(c.reply_lane, c.conversation_id))
        as waits_until,
      case when c.entry_point_at is not null then
        (select min(m.said_at) + interval '72 hours' from message_tracking m
          where m.conversation_id = c.conversation_id and m.direction = 'OUTBOUND'
            and m.status in ('ACCEPTED', 'SENT', 'DELIVERED', 'READ')
            and m.said_at >= c.entry_point_at
            and m.said_at < c.entry_point_at + interval '24 hours') end as free_until\
      """;

  private final JdbcClient db;

  ConversationController(JdbcClient db) {
    this.db = db;
  }

  @GetMapping
  @Operation(summary = "The tenant's conversations, newest first")
  Page<ConversationView> list(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = Page.NEWEST) String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var size = Page.within(limit);
    var rows =
        db.sql(
                """
                select c.*, %s from conversation_mappings c
                where tenant_id = :tenant and conversation_id < :cursor
                order by conversation_id desc limit :limit
                """
                    .formatted(MORE))
            .param("tenant", tenantId)
            .param("cursor", cursor)
            .param("limit", size + 1)
            .query(ConversationController::row)
            .list();
    return Page.of(rows, size, ConversationView::id);
  }

  @GetMapping("/{conversationId}")
  @Operation(summary = "One conversation")
  ConversationView get(@PathVariable String tenantId, @PathVariable String conversationId) {
    return db.sql(
            """
            select c.*, %s from conversation_mappings c
            where tenant_id = :tenant and conversation_id = :id
            """
                .formatted(MORE))
        .param("tenant", tenantId)
        .param("id", conversationId)
        .query(ConversationController::row)
        .optional()
        .orElseThrow(
            () -> new NotFoundException("There is no conversation " + conversationId + "."));
  }

  static ConversationView row(ResultSet row, int number) throws SQLException {
    var lastInbound = Columns.instant(row, "last_inbound_at");
    return new ConversationView(
        row.getString("conversation_id"),
        row.getString("tenant_id"),
        row.getString("channel_id"),
        row.getString("desk_id"),
        row.getString("wa_id"),
        row.getString("bsuid"),
        row.getString("contact_name"),
        row.getString("desk_conversation_id"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "last_activity_at"),
        lastInbound == null ? null : lastInbound.plus(Duration.ofHours(24)),
        Columns.instant(row, "marketing_stopped_at"),
        Columns.instant(row, "closed_at"),
        row.getString("group_id"),
        row.getString("merged_into"),
        Columns.instant(row, "waits_since"),
        Columns.instant(row, "waits_until"),
        Columns.instant(row, "free_until"));
  }
}
