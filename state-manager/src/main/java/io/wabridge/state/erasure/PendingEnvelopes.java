package io.wabridge.state.erasure;

import io.wabridge.model.TenantId;
import io.wabridge.state.TenantFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Removes a person's held and parked envelopes that were accepted before a time. The row of the
 * held conversation is locked, like for every change of it, so that the order of what stays is
 * kept; the envelopes of others are not touched.
 */
@Component
class PendingEnvelopes {

  private static final int AT_ONCE = 200;

  /**
   * Whose envelopes are removed.
   *
   * @param mentions what names the person in an envelope that was accepted at this time; null: it
   *     is not removed
   * @param conversations of the person, by their ids
   * @param since only envelopes that were held or parked since then
   */
  record Whose(
      TenantId tenant,
      Function<Instant, @Nullable Mentions> mentions,
      List<String> conversations,
      Instant since) {}

  private record Row(
      String place,
      @Nullable String tenant,
      @Nullable String idempotencyKey,
      String reader,
      @Nullable String conversation,
      boolean registered,
      byte[] envelope,
      Instant at) {}

  private final JdbcClient db;
  private final TenantFields fields;
  private final TransactionTemplate transaction;
  private final JsonMapper json;

  PendingEnvelopes(
      JdbcClient db, TenantFields fields, TransactionTemplate transaction, JsonMapper json) {
    this.db = db;
    this.fields = fields;
    this.transaction = transaction;
    this.json = json;
  }

  long removeHeld(Whose whose) {
    var removed = 0L;
    var last = "0";
    while (true) {
      var rows =
          db.sql(
                  """
                  select h.position as place, h.tenant_id, h.idempotency_key, h.reader,
                    h.conversation_key, h.envelope,
                    h.held_at as at, exists (select 1 from message_tracking m
                      where m.id = h.message_id and m.conversation_id = any(:conversations))
                      as registered
                  from held h where h.tenant_id = :tenant and h.position > :last::bigint
                    and h.held_at >= :since
                  order by h.position limit :limit
                  """)
              .param("conversations", whose.conversations().toArray(String[]::new))
              .param("tenant", whose.tenant().value())
              .param("since", whose.since().atOffset(ZoneOffset.UTC))
              .param("last", last)
              .param("limit", AT_ONCE)
              .query((row, _) -> row(row))
              .list();
      for (var row : rows) {
        if (isTheirs(whose, row, placeOfHeld(row))) {
          removed += removeHeld(row);
        }
      }
      if (rows.size() < AT_ONCE) {
        return removed;
      }
      last = rows.getLast().place();
    }
  }

  private long removeHeld(Row row) {
    return transaction.execute(_ -> {
      db.sql(
              """
              select reader from held_conversations
              where reader = :reader and conversation_key = :conversation for update
              """)
          .param("reader", row.reader())
          .param("conversation", row.conversation())
          .query(found -> {});
      var removed =
          db.sql("delete from held where position = :place::bigint")
              .param("place", row.place())
              .update();
      db.sql(
              """
              delete from held_conversations c
              where reader = :reader and conversation_key = :conversation and not exists (
                select 1 from held h where h.reader = c.reader
                  and h.conversation_key = c.conversation_key)
              """)
          .param("reader", row.reader())
          .param("conversation", row.conversation())
          .update();
      return (long) removed;
    });
  }

  /** Also envelopes that were replayed, discarded or settled, and those of an unknown tenant. */
  long removeParked(Whose whose) {
    var removed = 0L;
    var last = "";
    while (true) {
      var rows =
          db.sql(
                  """
                  select p.id as place, p.tenant_id, p.idempotency_key, p.stage as reader,
                    p.conversation_key, p.envelope,
                    p.parked_at as at, exists (select 1 from message_tracking m
                      where m.id = p.message_id and m.conversation_id = any(:conversations))
                      as registered
                  from parked p where (p.tenant_id = :tenant or p.tenant_id is null)
                    and p.id > :last and p.parked_at >= :since
                  order by p.id limit :limit
                  """)
              .param("conversations", whose.conversations().toArray(String[]::new))
              .param("tenant", whose.tenant().value())
              .param("since", whose.since().atOffset(ZoneOffset.UTC))
              .param("last", last)
              .param("limit", AT_ONCE)
              .query((row, _) -> row(row))
              .list();
      var theirs = new ArrayList<String>();
      for (var row : rows) {
        if (isTheirs(whose, row, TenantFields.Place.parked(row.tenant(), row.place()))) {
          theirs.add(row.place());
        }
      }
      if (!theirs.isEmpty()) {
        removed +=
            db.sql("delete from parked where id = any(:ids)")
                .param("ids", theirs.toArray(String[]::new))
                .update();
      }
      if (rows.size() < AT_ONCE) {
        return removed;
      }
      last = rows.getLast().place();
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("place"),
        row.getString("tenant_id"),
        row.getString("idempotency_key"),
        row.getString("reader"),
        row.getString("conversation_key"),
        row.getBoolean("registered"),
        row.getBytes("envelope"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }

  /** A held envelope has all of them. */
  private static TenantFields.Place placeOfHeld(Row row) {
    return TenantFields.Place.held(
        Objects.requireNonNull(row.tenant()),
        row.reader(),
        Objects.requireNonNull(row.conversation()),
        Objects.requireNonNull(row.idempotencyKey()));
  }

  private boolean isTheirs(Whose whose, Row row, TenantFields.Place place) {
    String text;
    try {
      text = fields.decrypt(row.envelope(), place);
    } catch (IllegalStateException e) {
      // without its key it cannot be read; its place decides
      return isTheirs(row, whose.mentions().apply(row.at()), _ -> false);
    }
    try {
      var envelope = json.readTree(text);
      return isTheirs(
          row,
          whose.mentions().apply(acceptedAt(envelope, row.at())),
          mentions -> isAbout(mentions, envelope));
    } catch (JacksonException e) {
      return isTheirs(row, whose.mentions().apply(row.at()), mentions -> mentions.names(text));
    }
  }

  private static boolean isTheirs(
      Row row, @Nullable Mentions mentions, Predicate<Mentions> inEnvelope) {
    var key = row.conversation();
    return mentions != null
        && (row.registered() || key != null && mentions.inKey(key) || inEnvelope.test(mentions));
  }

  /** A whole webhook that could not be split is searched as a whole. */
  private static boolean isAbout(Mentions mentions, JsonNode envelope) {
    return mentions.isAbout(envelope)
        || !envelope.has("acceptedAt") && mentions.names(envelope.toString());
  }

  private static Instant acceptedAt(JsonNode envelope, Instant otherwise) {
    try {
      var at = envelope.path("acceptedAt");
      return at.isString() ? Instant.parse(at.asString()) : otherwise;
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }
}
