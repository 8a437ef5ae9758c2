package io.wabridge.state.history;

import io.wabridge.model.Content;
import io.wabridge.model.Origin;
import io.wabridge.model.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Single messages with their contents, as they were said: without later changes. */
@Repository
public class KeptMessages {

  /**
   * A message.
   *
   * @param refersTo our id of the message that it answers or changes
   * @param content null: it is not kept, or was deleted
   * @param origin null: the person's or agent's own words, or not kept
   */
  public record KeptMessage(
      Instant saidAt,
      Instant receivedAt,
      @Nullable String refersTo,
      @Nullable Content content,
      @Nullable Origin origin) {

    /** Contains what was said: it does not appear in logs. */
    @Override
    public String toString() {
      return "KeptMessage[***]";
    }
  }

  private final JdbcClient db;
  private final MessageContents contents;

  KeptMessages(JdbcClient db, MessageContents contents) {
    this.db = db;
    this.contents = contents;
  }

  /** By their ids; a message that is not known is absent. */
  public Map<String, KeptMessage> read(TenantId tenant, Collection<String> ids) {
    var messages = new HashMap<String, KeptMessage>();
    if (!ids.isEmpty()) {
      db.sql(
              "select"
                  + HistoryRow.COLUMNS
                  + """
                  from message_tracking m left join message_content c
                    on c.tenant_id = m.tenant_id and c.message_id = m.id::uuid
                  where m.tenant_id = :tenant and m.id = any(:ids)
                  """)
          .param("tenant", tenant.value())
          .param("ids", ids.toArray(String[]::new))
          .query(row -> {
            var read = HistoryRow.read(row, tenant, contents);
            messages.put(read.id(), message(read));
          });
    }
    return messages;
  }

  private static KeptMessage message(HistoryRow row) {
    var stored = row.stored();
    return new KeptMessage(
        row.saidAt(),
        row.receivedAt(),
        row.refersTo(),
        stored == null ? null : stored.content(),
        stored == null ? null : stored.origin());
  }
}
