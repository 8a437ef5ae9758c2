package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.model.CallListener.Operation;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * The person's connection to a chat during one delivery. An expired connection is renewed once with
 * the participant's token; when that is refused, too, the chat has ended.
 */
final class ConnectChat {

  /** A connection about to expire is not used. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** As AWS documents; used if the answer does not tell. */
  private static final Duration USUAL_LIFE = Duration.ofHours(23);

  private final ConnectApi api;
  private final ConnectSettings settings;
  private final Clock clock;
  private ConnectSession session;
  private boolean renewed;

  ConnectChat(ConnectApi api, ConnectSettings settings, Clock clock, ConnectSession session) {
    this.api = api;
    this.settings = settings;
    this.clock = clock;
    this.session = session;
  }

  ConnectSession session() {
    return session;
  }

  /** Calls the participant API; an answer may be an error other than one about the token. */
  AwsReply post(Operation operation, String path, ObjectNode json)
      throws IOException, ConnectGone, ConnectRefused {
    if (session.expires().isBefore(clock.instant().plus(MARGIN))) {
      renew();
    }
    var reply = call(operation, path, json);
    if (reply.status() != 403) {
      return reply;
    }
    if (renewed) {
      throw new ConnectGone(reply);
    }
    renew();
    var again = call(operation, path, json);
    if (again.status() == 403) {
      throw new ConnectGone(again);
    }
    return again;
  }

  private AwsReply call(Operation operation, String path, ObjectNode json) throws IOException {
    return api.participant(operation, path, session.connectionToken(), json, settings);
  }

  private void renew() throws IOException, ConnectGone, ConnectRefused {
    renewed = true;
    session = connected(session.contact(), session.participantToken());
  }

  private ConnectSession connected(String contact, String participantToken)
      throws IOException, ConnectGone, ConnectRefused {
    return connect(api, settings, clock, contact, participantToken);
  }

  /** Creates a connection. The first one begins the flow of the contact. */
  static ConnectSession connect(
      ConnectApi api,
      ConnectSettings settings,
      Clock clock,
      String contact,
      String participantToken)
      throws IOException, ConnectGone, ConnectRefused {
    var json = OutsideJson.object();
    json.putArray("Type").add("CONNECTION_CREDENTIALS");
    json.put("ConnectParticipant", true);
    var reply = api.participant(Operation.SIGN_IN, "connection", participantToken, json, settings);
    if (ConnectErrors.ended(reply) || reply.status() == 400) {
      throw new ConnectGone(reply);
    }
    var credentials = reply.json().path("ConnectionCredentials");
    var token = AwsReply.token(credentials, "ConnectionToken");
    if (!reply.success() || token.isEmpty()) {
      throw new ConnectRefused(reply);
    }
    return new ConnectSession(
        contact, participantToken, token, expiry(word(credentials, "Expiry", ""), clock));
  }

  private static Instant expiry(String said, Clock clock) {
    try {
      return Instant.parse(said);
    } catch (DateTimeException e) {
      return clock.instant().plus(USUAL_LIFE);
    }
  }
}
