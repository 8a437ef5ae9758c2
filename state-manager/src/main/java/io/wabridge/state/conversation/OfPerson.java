package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The condition that a conversation is of the person who wrote: it has one of the person's ids, and
 * no other one contradicts.
 */
final class OfPerson {

  static final String CONTRADICTS_NO_ID =
      " and coalesce(bsuid = :bsuid, true) and coalesce(wa_id = :waId, true) ";

  /** A parent id identifies a person of whom nothing else is known. */
  static final String HAS_AN_ID =
      """
       (bsuid = :bsuid or wa_id = :waId or group_id = :group
        or :bsuid::text is null and :waId::text is null and :group::text is null
          and parent_bsuid = :parent)
      """;

  private OfPerson() {}

  /** Names the tenant, the channel, the desk and the person of the message. */
  static StatementSpec bind(StatementSpec statement, Arrival arrival) {
    var person = arrival.person();
    return statement
        .param("tenant", arrival.tenant().value())
        .param("channel", arrival.channel().value())
        .param("desk", arrival.desk().value())
        .param("bsuid", person.bsuid())
        .param("waId", person.waId())
        .param("group", person.group())
        .param("parent", person.parentBsuid());
  }
}
