package io.wabridge.state.history;

import static java.util.stream.Collectors.groupingBy;

import io.wabridge.model.Content;
import io.wabridge.model.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What messages say now: their contents after the last edit, decrypted. */
@Component
public class CurrentContents {

  private final JdbcClient db;
  private final MessageContents contents;

  CurrentContents(JdbcClient db, MessageContents contents) {
    this.db = db;
    this.contents = contents;
  }

  /**
   * The contents of these messages by their ids. A message whose content was removed or cannot be
   * read is absent, and so is an edit whose message is known: its words are those of the message.
   */
  public Map<String, Content> of(TenantId tenant, Collection<String> ids) {
    var rows =
        db.sql(
                "select"
                    + HistoryRow.COLUMNS
                    + """
                    from (
                      select * from message_content
                      where tenant_id = :tenant and message_id = any(cast(:ids as uuid[]))
                      union all
                      select * from message_content
                      where tenant_id = :tenant and refers_to = any(cast(:ids as uuid[]))
                        and message_id <> all(cast(:ids as uuid[]))
                    ) c join message_tracking m
                      on m.id = c.message_id::text and m.tenant_id = c.tenant_id
                    where c.content is not null
                      and (c.message_id = any(cast(:ids as uuid[])) or m.kind = 'edit')
                    order by m.id
                    """)
            .param("tenant", tenant.value())
            .param("ids", ids.toArray(String[]::new))
            .query((row, _) -> HistoryRow.read(row, tenant, contents))
            .list();
    var edits =
        rows.stream()
            .filter(row -> isEdit(row) && row.refersTo() != null)
            .collect(groupingBy(row -> Objects.requireNonNull(row.refersTo())));
    var changing = known(tenant, edits.keySet());
    var found = new HashMap<String, Content>();
    rows.stream()
        .filter(row -> ids.contains(row.id()))
        .filter(row -> !isEdit(row) || row.refersTo() == null || !changing.contains(row.refersTo()))
        .forEach(row -> {
          var now = ChangedMessage.of(row, edits.getOrDefault(row.id(), List.of())).content();
          if (now != null) {
            found.put(row.id(), now);
          }
        });
    return found;
  }

  /** Those of these messages that have a row, also if their content was removed. */
  private Set<String> known(TenantId tenant, Set<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : db.sql(
                """
                select message_id::text from message_content
                where tenant_id = :tenant and message_id = any(cast(:ids as uuid[]))
                """)
            .param("tenant", tenant.value())
            .param("ids", ids.toArray(String[]::new))
            .query((row, _) -> row.getString(1))
            .set();
  }

  private static boolean isEdit(HistoryRow row) {
    return row.stored() != null && row.stored().content() instanceof Content.Edit;
  }
}
