package io.wabridge.state.parked;

import io.wabridge.state.Columns;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A filter of parked messages; an absent field matches all. */
record ParkedFilter(
    @Nullable String id,
    @Nullable String tenantId,
    @Nullable String stage,
    @Nullable String reason,
    @Nullable String conversationId,
    @Nullable String messageId,
    @Nullable String state,
    @Nullable Instant since,
    @Nullable Instant until) {

  static final String PARKED = "PARKED";
  static final String DISCARDED = "DISCARDED";

  static final String WHERE =
      """
       p.state = :state
       and (:id::text is null or p.id = :id)
       and (:tenant::text is null or p.tenant_id = :tenant)
       and (:stage::text is null or p.stage = :stage)
       and (:reason::text is null or p.reason = :reason)
       and (:conversation::text is null or p.conversation_key = :conversation
         or p.message_id in (select m.id from message_tracking m where m.conversation_id = :conversation))
       and (:message::text is null or p.message_id = :message)
       and (:since::timestamptz is null or p.parked_at >= :since)
       and (:until::timestamptz is null or p.parked_at < :until)
      """;

  /** One message by its id, of this tenant if one is given. */
  static ParkedFilter one(@Nullable String tenant, String id) {
    return new ParkedFilter(id, tenant, null, null, null, null, null, null, null);
  }

  ParkedFilter of(String tenant) {
    return new ParkedFilter(
        id, tenant, stage, reason, conversationId, messageId, state, since, until);
  }

  boolean hasNoCondition() {
    return Stream.of(id, tenantId, stage, reason, conversationId, messageId, state, since, until)
        .allMatch(Objects::isNull);
  }

  ParkedFilter in(String other) {
    return new ParkedFilter(
        id, tenantId, stage, reason, conversationId, messageId, other, since, until);
  }

  /** Only messages that were parked before this time. */
  ParkedFilter before(Instant time) {
    return until != null && until.isBefore(time)
        ? this
        : new ParkedFilter(
            id, tenantId, stage, reason, conversationId, messageId, state, since, time);
  }

  JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
    return statement
        .param("id", id)
        .param("tenant", tenantId)
        .param("stage", stage)
        .param("reason", reason)
        .param("conversation", conversationId)
        .param("message", messageId)
        .param("state", state == null ? PARKED : state)
        .param("since", since == null ? null : Columns.at(since))
        .param("until", until == null ? null : Columns.at(until));
  }
}
