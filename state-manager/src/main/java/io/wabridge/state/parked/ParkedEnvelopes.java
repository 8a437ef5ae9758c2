package io.wabridge.state.parked;

import io.wabridge.kit.NotFoundException;
import io.wabridge.state.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Shows parked envelopes. */
@Repository
class ParkedEnvelopes {

  /**
   * The content of one parked envelope.
   *
   * @param envelope its structure, with texts redacted
   */
  record Inspection(ParkedView parked, JsonNode envelope) {}

  private final JdbcClient db;
  private final ParkingLot parking;
  private final EnvelopeRedactor redactor;

  ParkedEnvelopes(JdbcClient db, ParkingLot parking, EnvelopeRedactor redactor) {
    this.db = db;
    this.parking = parking;
    this.redactor = redactor;
  }

  /**
   * One, with texts redacted.
   *
   * @throws NotFoundException it was never parked; its current state does not matter
   */
  Inspection inspect(ParkedFilter one) {
    var row =
        one.bind(
                db.sql(
                    """
                    select p.*, m.conversation_id from parked p
                    left join message_tracking m on m.id = p.message_id
                    where p.id = :id and (:tenant::text is null or p.tenant_id = :tenant)
                    """))
            .query((found, n) ->
                new Inspection(
                    ParkedView.row(found, n),
                    redactor.redact(
                        parking.decrypt(found.getString("id"), found.getBytes("envelope")),
                        found.getString("contract"))))
            .optional();
    return row.orElseThrow(
        () -> new NotFoundException("Nothing is parked under " + one.id() + "."));
  }

  /** A page of those that match, newest first. */
  Page<ParkedView> list(ParkedFilter filter, String cursor, int limit) {
    var size = Page.within(limit);
    var rows =
        filter
            .bind(
                db.sql(
                    """
                    select p.*, m.conversation_id from parked p
                    left join message_tracking m on m.id = p.message_id
                    where p.id < :cursor and
                    """
                        + ParkedFilter.WHERE
                        + " order by p.id desc limit :limit"))
            .param("cursor", cursor)
            .param("limit", size + 1)
            .query(ParkedView::row)
            .list();
    return Page.of(rows, size, ParkedView::id);
  }
}
