package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.connector.ChannelEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** System messages about the person: changed numbers, ids and security codes. */
final class MetaSystem {

  /** Before August 2026 the former id was only in the text. */
  private static final Pattern FROM_TO =
      Pattern.compile("changed from (\\S+) to (\\S+)", Pattern.CASE_INSENSITIVE);

  private MetaSystem() {}

  static ChannelEvent decode(ExternalId id, Person person, JsonNode message) {
    JsonNode system = message.path("system");
    Instant at = time(message, "timestamp");
    String type = word(system, "type", "");
    String body = word(system, "body", "");
    return switch (type) {
      case "user_changed_number", "customer_changed_number", "new_wa_id", "user_changed_user_id" ->
          renamed(id, person, system, body, at);
      case "customer_identity_changed", "user_identity_changed" ->
          said(id, person, new Content.Notice(NoticeKind.SECURITY_CODE_CHANGED, Map.of()), at);
      default -> said(id, person, sentence(type, body), at);
    };
  }

  /** WhatsApp's own sentence, if there is one. */
  private static Content sentence(String type, String body) {
    return body.isEmpty()
        ? new Content.Unsupported("system/" + type, null)
        : Content.Notice.ofText(body);
  }

  private static ChannelEvent renamed(
      ExternalId id, Person person, JsonNode system, String body, Instant at) {
    Matcher sentence = FROM_TO.matcher(body);
    boolean found = sentence.find();
    @Nullable String from = found ? sentence.group(1) : null;
    @Nullable String to = found ? sentence.group(2) : null;
    @Nullable String previous = id(system, "previous_user_id");
    @Nullable String previousParent = id(system, "previous_parent_user_id");
    @Nullable String waId = first(id(system, "wa_id"), id(system, "new_wa_id"));
    Person now =
        new Person(
            first(id(system, "user_id"), MetaPeople.bsuid(to) ? to : null),
            id(system, "parent_user_id"),
            first(MetaPeople.digits(waId), number(to)),
            person.username(),
            person.name());
    @Nullable String former = Objects.equals(person.bsuid(), now.bsuid()) ? null : person.bsuid();
    Person before =
        new Person(
            first(previous, former, MetaPeople.bsuid(from) ? from : null),
            first(previousParent, person.parentBsuid()),
            first(person.waId(), number(from)),
            person.username(),
            person.name());
    if (!now.known()) {
      return said(id, person, sentence(word(system, "type", ""), body), at);
    }
    return new ChannelEvent.IdentityChanged(id, before, now, body.isEmpty() ? null : body, at);
  }

  /** Only a definite number: a name may follow "from", too. */
  private static @Nullable String number(@Nullable String word) {
    return word != null && word.matches("\\+?[0-9]{6,15}\\.?") ? MetaPeople.digits(word) : null;
  }

  private static ChannelEvent said(ExternalId id, Person person, Content content, Instant at) {
    return new ChannelEvent.PersonMessage(id, person, content, null, Origin.PERSON, at);
  }

  private static @Nullable String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
