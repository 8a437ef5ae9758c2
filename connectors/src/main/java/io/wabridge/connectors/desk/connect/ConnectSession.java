package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Session;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chat of a conversation, between two deliveries.
 *
 * @param contact the id of the contact, under which a transferred chat is known, too
 * @param participantToken creates connections as long as the chat lasts
 * @param connectionToken sends messages, until it expires
 */
record ConnectSession(
    String contact, String participantToken, String connectionToken, Instant expires) {

  static Optional<ConnectSession> of(@Nullable Session session) {
    if (session == null || session.conversation() == null || session.state() == null) {
      return Optional.empty();
    }
    var json = OutsideJson.readOrNothing(session.state());
    var participant = Fields.word(json, "participant", "");
    var connection = Fields.word(json, "connection", "");
    return participant.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ConnectSession(
                session.conversation(),
                participant,
                connection,
                instant(Fields.word(json, "expires", ""))));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  Session session() {
    var json = OutsideJson.object().put("participant", participantToken);
    json.put("connection", connectionToken).put("expires", expires.toString());
    return new Session(contact, OutsideJson.write(json), Instant.now());
  }

  /** The tokens are credentials. */
  @Override
  public String toString() {
    return "ConnectSession[" + contact + "]";
  }
}
