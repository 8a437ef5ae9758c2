package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.channel.twilio.TwilioApi.Host;
import io.wabridge.model.CallListener.Operation;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shapes of questions that exist in each account at Twilio. A missing one is created; after a
 * restart the existing ones are found by their names, so that they do not accumulate.
 */
final class TwilioContents {

  private static final String CONTENTS = "/v1/Content";
  private static final int PAGES = 10;

  private final TwilioApi api;
  private final Map<String, Map<String, String>> sids = new ConcurrentHashMap<>();

  TwilioContents(TwilioApi api) {
    this.api = api;
  }

  /** The content's id, or the answer that refused it. */
  sealed interface Found {
    record Sid(String value) implements Found {}

    record Refused(TwilioReply reply) implements Found {}
  }

  Found find(TwilioQuestion question, TwilioSettings settings) throws IOException {
    var known = sids.get(settings.accountSid());
    if (known == null) {
      known = existing(settings);
      sids.put(settings.accountSid(), known);
    }
    var sid = known.get(question.name());
    return sid != null ? new Found.Sid(sid) : create(question, settings, known);
  }

  /** The content was deleted at Twilio. */
  void forget(TwilioQuestion question, TwilioSettings settings) {
    var known = sids.get(settings.accountSid());
    if (known != null) {
      known.remove(question.name());
    }
  }

  private Found create(TwilioQuestion question, TwilioSettings settings, Map<String, String> known)
      throws IOException {
    var reply =
        api.postJson(Operation.SET_UP, Host.CONTENT, CONTENTS, question.content(), settings);
    var sid = Fields.word(reply.json(), "sid");
    if (!reply.success() || sid == null) {
      return new Found.Refused(reply);
    }
    known.put(question.name(), sid);
    return new Found.Sid(sid);
  }

  /** What cannot be listed is created once more, which is harmless. */
  private Map<String, String> existing(TwilioSettings settings) throws IOException {
    var found = new ConcurrentHashMap<String, String>();
    var path = CONTENTS + "?PageSize=100";
    for (var page = 0; !path.isEmpty() && page < PAGES; page++) {
      var reply = api.get(Operation.SET_UP, Host.CONTENT, path, settings);
      for (var content : Fields.list(reply.json(), "contents")) {
        var sid = Fields.word(content, "sid");
        if (sid != null) {
          found.put(Fields.word(content, "friendly_name", ""), sid);
        }
      }
      path = TwilioPages.next(reply.json(), CONTENTS);
    }
    return found;
  }
}
