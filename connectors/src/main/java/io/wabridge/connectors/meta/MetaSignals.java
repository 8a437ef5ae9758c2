package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Digests;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.connector.ChannelEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decodes what concerns a person and is no message of theirs: what the business wrote in the
 * WhatsApp Business app, calls, and wishes about marketing messages.
 */
final class MetaSignals {

  private MetaSignals() {}

  /** A message of the business; the person is the one it was written to. */
  static ChannelEvent echo(JsonNode echo, List<JsonNode> contacts, String part) {
    Person person =
        MetaPeople.person(
            id(echo, "to_user_id"), id(echo, "to_parent_user_id"), id(echo, "to"), contacts);
    if (!person.known()) {
      return new ChannelEvent.Ignored("echo");
    }
    return new ChannelEvent.PersonMessage(
        MetaDecoder.ownId(echo, part),
        person,
        MetaContents.read(MetaContents.type(echo), echo),
        MetaDecoder.quoted(echo),
        new Origin(MetaDecoder.forwarded(echo.path("context")), null, null, true),
        time(echo, "timestamp"));
  }

  /**
   * A call of the person, which the bridge cannot take: one notice a call, because its events share
   * an id. A call that was answered elsewhere before it became known is ignored.
   */
  static ChannelEvent call(JsonNode call, JsonNode metadata, List<JsonNode> contacts) {
    @Nullable String id = id(call, "id");
    Person person =
        MetaPeople.person(
            id(call, "from_user_id"), id(call, "from_parent_user_id"), id(call, "from"), contacts);
    String event = word(call, "event", "");
    boolean began = event.equals("connect");
    boolean missed = event.equals("terminate") && !answered(call);
    if (id == null || !person.known() || byBusiness(call, metadata) || !(began || missed)) {
      return new ChannelEvent.Ignored("calls");
    }
    Instant at = time(call, "timestamp");
    return new ChannelEvent.PersonMessage(
        new ExternalId(id),
        person,
        new Content.Notice(NoticeKind.CALL_MISSED, Map.of("at", at.toString())),
        null,
        Origin.PERSON,
        at);
  }

  private static boolean answered(JsonNode call) {
    Long seconds = whole(call, "duration");
    return seconds != null && seconds > 0;
  }

  private static boolean byBusiness(JsonNode call, JsonNode metadata) {
    @Nullable String direction = word(call, "direction");
    return direction != null
        ? !direction.equalsIgnoreCase("USER_INITIATED")
        : id(call, "from") != null
            && id(call, "from", "").equals(id(metadata, "display_phone_number"));
  }

  static ChannelEvent preference(JsonNode wish, List<JsonNode> contacts, String part) {
    Person person =
        MetaPeople.person(
            id(wish, "user_id"), id(wish, "parent_user_id"), id(wish, "wa_id"), contacts);
    String value = word(wish, "value", "").toLowerCase(Locale.ROOT);
    boolean stopped = value.equals("stop");
    boolean allowed = value.equals("resume") || value.equals("signup");
    if (!word(wish, "category", "").equals("marketing_messages")
        || !(stopped || allowed)
        || !person.known()) {
      return new ChannelEvent.Ignored("user_preferences");
    }
    return new ChannelEvent.MarketingChanged(
        new ExternalId("preference:" + Digests.sha256Hex(part)),
        person,
        allowed,
        time(wish, "timestamp"));
  }
}
