package io.wabridge.state.conversation;

import io.wabridge.kit.client.Conversation;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads rows of conversation_mappings. */
public final class ConversationRow {

  private ConversationRow() {}

  /** The conversation in a row; the number of the row does not matter. */
  public static Conversation read(ResultSet row, int number) throws SQLException {
    return new Conversation(
        new ConversationId(row.getString("conversation_id")),
        new TenantId(row.getString("tenant_id")),
        new ChannelId(row.getString("channel_id")),
        new DeskId(row.getString("desk_id")),
        person(row),
        row.getString("desk_address"),
        row.getString("desk_conversation_id"),
        Columns.instant(row, "last_inbound_at"),
        Columns.instant(row, "closed_at"));
  }

  /** The person in a row, also in one with the columns of a person only. */
  public static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getString("bsuid"),
        row.getString("parent_bsuid"),
        row.getString("wa_id"),
        row.getString("username"),
        row.getString("contact_name"),
        row.getString("group_id"),
        null);
  }
}
