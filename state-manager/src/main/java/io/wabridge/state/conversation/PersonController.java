package io.wabridge.state.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.state.conversation.ConversationController.ConversationView;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A person, with all conversations through any channel and with any desk. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/persons")
@Tag(name = "Conversations")
class PersonController {

  /** How many conversations are shown. */
  private static final int MOST = 200;

  /**
   * A person or group.
   *
   * @param conversations open and closed ones, the one with the last activity first; at most 200
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PersonView(
      @Nullable String waId,
      @Nullable String bsuid,
      @Nullable String groupId,
      @Nullable String contactName,
      List<ConversationView> conversations) {}

  private final JdbcClient db;

  PersonController(JdbcClient db) {
    this.db = db;
  }

  @GetMapping("/{personId}")
  @Operation(
      summary = "A person with all conversations",
      description =
          "personId is the number (waId), the user id (bsuid) or, for a group, the group's id.")
  PersonView get(@PathVariable String tenantId, @PathVariable String personId) {
    var conversations =
        db.sql(
                """
                with named as (
                  select * from conversation_mappings where tenant_id = :tenant
                    and (bsuid = :id or wa_id = :id or group_id = :id)
                ), theirs as (
                  select conversation_id from named
                  union select c.conversation_id from conversation_mappings c join named n
                    on c.tenant_id = n.tenant_id and (c.bsuid = n.bsuid or c.wa_id = n.wa_id)
                ), merged as (
                  select conversation_id from theirs
                  union select c.conversation_id from conversation_mappings c join theirs t
                    on c.merged_into = t.conversation_id
                )
                select c.*, %s from conversation_mappings c join merged using (conversation_id)
                order by c.last_activity_at desc limit :most
                """
                    .formatted(ConversationController.MORE))
            .param("tenant", tenantId)
            .param("id", personId)
            .param("most", MOST)
            .query(ConversationController::row)
            .list();
    if (conversations.isEmpty()) {
      throw new NotFoundException("There is no person " + personId + ".");
    }
    return new PersonView(
        first(conversations, ConversationView::waId),
        first(conversations, ConversationView::bsuid),
        first(conversations, ConversationView::groupId),
        first(conversations, ConversationView::contactName),
        conversations);
  }

  /** Ids may be missing in older conversations. */
  private static @Nullable String first(
      List<ConversationView> conversations, Function<ConversationView, @Nullable String> field) {
    return conversations.stream().map(field).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
