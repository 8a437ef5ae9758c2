package io.wabridge.state.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A message that the index found; whether it matches is known after its decryption. */
record Candidate(
    UUID id,
    String conversation,
    Hit.Who person,
    String direction,
    String kind,
    Instant receivedAt,
    Instant saidAt) {

  static final String COLUMNS =
      """
       m.id, m.conversation_id, m.direction, m.kind, m.accepted_at, m.said_at,
        p.contact_name, p.wa_id, p.bsuid, p.group_id
      """;

  static Candidate row(ResultSet row, int number) throws SQLException {
    return new Candidate(
        UUID.fromString(row.getString("id")),
        row.getString("conversation_id"),
        new Hit.Who(
            row.getString("contact_name"),
            row.getString("wa_id"),
            row.getString("bsuid"),
            row.getString("group_id")),
        row.getString("direction"),
        row.getString("kind"),
        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
        row.getObject("said_at", OffsetDateTime.class).toInstant());
  }

  Hit with(Snippet snippet) {
    return new Hit(
        id.toString(), conversation, person, direction, kind, receivedAt, saidAt, snippet);
  }
}
