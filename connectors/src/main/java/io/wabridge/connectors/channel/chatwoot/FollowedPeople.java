package io.wabridge.connectors.channel.chatwoot;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.chatwoot.ChatwootEvent;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads who an event is about. In a WhatsApp inbox the person's address ("source id") is the number
 * in digits, or {@code whatsapp:+44…} where Twilio carries it, or the user id.
 */
final class FollowedPeople {

  private static final String WHATSAPP = "whatsapp:";

  /** The author of greetings and other automatic messages. */
  private static final String CHATWOOT = "Chatwoot";

  private static final int LONGEST_NAME = 250;
  private static final Pattern DIGITS = Pattern.compile("\\+?([1-9][0-9]{4,14})");
  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");

  private FollowedPeople() {}

  static Person of(JsonNode root) {
    var conversation = ChatwootEvent.conversation(root);
    var source = word(conversation.path("contact_inbox"), "source_id", "");
    var address = source.startsWith(WHATSAPP) ? source.substring(WHATSAPP.length()) : source;
    var contact = conversation.path("meta").path("sender");
    var number = digits(address);
    return new Person(
        USER_ID.matcher(address).matches() ? address : null,
        null,
        number == null ? digits(word(contact, "phone_number", "")) : number,
        null,
        name(contact));
  }

  /** Chatwoot shows the number of a person who has no name. */
  private static @Nullable String name(JsonNode contact) {
    var name = word(contact, "name");
    return name == null || digits(name.replaceAll("[ ()-]", "")) != null
        ? null
        : clip(name, LONGEST_NAME);
  }

  private static @Nullable String digits(String address) {
    var number = DIGITS.matcher(address);
    return number.matches() ? number.group(1) : null;
  }

  /** Where a message of the business comes from: an agent, a bot, Chatwoot itself, or a phone. */
  static Origin business(JsonNode root) {
    return flag(ChatwootEvent.attributes(root), "external_echo")
        ? Origin.BUSINESS_APP
        : Origin.businessElsewhere(clip(word(root.path("sender"), "name", CHATWOOT), LONGEST_NAME));
  }

  /** The lanes of a person. */
  static List<String> keys(Person person) {
    var keys =
        Stream.of(person.bsuid(), person.waId())
            .filter(Objects::nonNull)
            .map(id -> ":" + id)
            .toList();
    return keys.isEmpty() ? List.of(":") : keys;
  }
}
