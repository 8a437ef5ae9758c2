package io.wabridge.state.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.wabridge.kit.store.MediaLinks;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.MediaRef;
import io.wabridge.model.TenantId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Adds to messages what happened to them: edits, deletions, reactions and receipts, and what they
 * quote; each in one statement for all messages.
 */
@Component
class Annotations {

  private static final Duration LINK_LIFE = Duration.ofMinutes(15);

  private final JdbcClient db;
  private final MessageContents contents;
  private final MediaLinks links;

  Annotations(JdbcClient db, MessageContents contents, MediaLinks links) {
    this.db = db;
    this.contents = contents;
    this.links = links;
  }

  List<HistoryMessage> of(TenantId tenant, List<HistoryRow> rows) {
    var ids = rows.stream().map(HistoryRow::id).toList();
    var changes = changes(tenant, ids);
    var receipts = receipts(ids);
    var quotes =
        quotes(tenant, rows.stream().map(HistoryRow::refersTo).filter(Objects::nonNull).toList());
    return rows.stream()
        .map(row ->
            message(
                row,
                changes.getOrDefault(row.id(), List.of()),
                receipts.getOrDefault(row.id(), List.of()),
                quotes))
        .toList();
  }

  private Map<String, List<HistoryRow>> changes(TenantId tenant, List<String> ids) {
    return db
        .sql(
            "select"
                + HistoryRow.COLUMNS
                + """
                from message_content c join message_tracking m
                  on m.id = c.message_id::text and m.tenant_id = c.tenant_id
                where c.tenant_id = :tenant and c.refers_to = any(cast(:ids as uuid[]))
                  and m.kind in ('edit', 'deletion', 'reaction')
                order by m.id
                """)
        .param("tenant", tenant.value())
        .param("ids", ids.toArray(String[]::new))
        .query((row, _) -> HistoryRow.read(row, tenant, contents))
        .list()
        .stream()
        .collect(groupingBy(row -> Objects.requireNonNull(row.refersTo())));
  }

  private record Reported(String message, HistoryMessage.Receipt receipt) {}

  private Map<String, List<HistoryMessage.Receipt>> receipts(List<String> ids) {
    return db
        .sql(
            """
            select message_id, outcome, min(at) as at from message_hops
            where message_id = any(:ids) and outcome in ('sent', 'delivered', 'read', 'failed')
            group by message_id, outcome order by 3
            """)
        .param("ids", ids.toArray(String[]::new))
        .query((row, _) ->
            new Reported(
                row.getString("message_id"),
                new HistoryMessage.Receipt(
                    row.getString("outcome"),
                    row.getObject("at", OffsetDateTime.class).toInstant())))
        .list()
        .stream()
        .collect(groupingBy(Reported::message, mapping(Reported::receipt, toList())));
  }

  /** The beginnings of these messages, as far as they are kept. */
  private Map<String, String> quotes(TenantId tenant, Collection<String> ids) {
    var texts = new HashMap<String, String>();
    if (!ids.isEmpty()) {
      db.sql(
              """
              select message_id, content from message_content
              where tenant_id = :tenant and message_id = any(cast(:ids as uuid[]))
                and content is not null
              """)
          .param("tenant", tenant.value())
          .param("ids", ids.toArray(String[]::new))
          .query(row -> {
            var id = row.getString("message_id");
            var stored = contents.open(tenant, id, row.getBytes("content"));
            var text = stored == null ? null : Excerpt.of(stored.content());
            if (text != null) {
              texts.put(id, text);
            }
          });
    }
    return texts;
  }

  private HistoryMessage message(
      HistoryRow row,
      List<HistoryRow> changes,
      List<HistoryMessage.Receipt> receipts,
      Map<String, String> quotes) {
    var changed = ChangedMessage.of(row, changes);
    return changed.with(
        receipts,
        link(changed.content()),
        row.refersTo() == null
            ? null
            : new HistoryMessage.Quoted(row.refersTo(), quotes.get(row.refersTo())));
  }

  private @Nullable String link(@Nullable Content content) {
    return content instanceof Content.Media media && media.file() instanceof MediaRef.Stored stored
        ? links.sign(
            new MediaLinks.Target(
                stored.bucket(),
                stored.key(),
                media.mimeType(),
                Objects.requireNonNullElse(media.filename(), "")),
            LINK_LIFE)
        : null;
  }
}
