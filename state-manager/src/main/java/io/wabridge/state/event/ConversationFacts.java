package io.wabridge.state.event;

import io.wabridge.model.ChannelId;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who talks with whom in a conversation: person, channel and desk. */
@Repository
class ConversationFacts {

  record Facts(Person person, String deskAddress, ChannelId channel, String desk) {}

  private final JdbcClient db;

  ConversationFacts(JdbcClient db) {
    this.db = db;
  }

  /** By the ids of the conversations; one that does not exist any more is absent. */
  Map<String, Facts> read(TenantId tenant, Collection<String> ids) {
    var facts = new HashMap<String, Facts>();
    if (!ids.isEmpty()) {
      db.sql(
              """
              select * from conversation_mappings
              where conversation_id = any(:ids) and tenant_id = :tenant
              """)
          .param("ids", ids.toArray(String[]::new))
          .param("tenant", tenant.value())
          .query(row -> {
            facts.put(row.getString("conversation_id"), facts(row));
          });
    }
    return facts;
  }

  private static Facts facts(ResultSet row) throws SQLException {
    return new Facts(
        new Person(
            row.getString("bsuid"),
            row.getString("parent_bsuid"),
            row.getString("wa_id"),
            row.getString("username"),
            row.getString("contact_name"),
            row.getString("group_id"),
            null),
        row.getString("desk_address"),
        new ChannelId(row.getString("channel_id")),
        row.getString("desk_id"));
  }
}
