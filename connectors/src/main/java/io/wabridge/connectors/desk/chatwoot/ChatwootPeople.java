package io.wabridge.connectors.desk.chatwoot;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.chatwoot.ChatwootEvent;
import io.wabridge.model.Message;
import io.wabridge.model.Person;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Persons as Chatwoot's contacts. The person's address in the inbox ("source id") is the address at
 * the desk; the contact's identifier is the person's id at WhatsApp, the same in all inboxes.
 */
final class ChatwootPeople {

  private static final String PREFIX = "wa:";
  private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{1,14}");

  private ChatwootPeople() {}

  static String sourceId(String deskAddress) {
    return PREFIX + deskAddress;
  }

  static @Nullable String identifier(Person person) {
    return person.known() ? PREFIX + person.key() : null;
  }

  static @Nullable String phone(Person person) {
    var number = person.waId();
    return number != null && PHONE.matcher(number).matches() ? "+" + number : null;
  }

  /** What a contact says about the person; absent ids are not written. */
  static ObjectNode profile(Person person) {
    var json = OutsideJson.object();
    var name = person.name() != null ? person.name() : person.username();
    put(json, "name", name);
    put(json, "phone_number", phone(person));
    put(json, "identifier", identifier(person));
    var attributes = OutsideJson.object();
    put(attributes, "whatsapp_bsuid", person.bsuid());
    put(attributes, "whatsapp_username", person.username());
    put(attributes, "whatsapp_id", person.waId());
    if (!attributes.isEmpty()) {
      json.set("custom_attributes", attributes);
    }
    return json;
  }

  /** The name that agents see for a person who has none. */
  static String nameOf(Message message) {
    var person = message.person();
    var phone = phone(person);
    return phone == null ? message.deskAddress() : phone;
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      json.put(name, value.strip());
    }
  }

  /**
   * The address of the person an event is about; empty if there is none. A conversation that an
   * agent began has an address of Chatwoot's own: then the contact's number or identifier counts.
   */
  static String to(JsonNode root) {
    var conversation = ChatwootEvent.conversation(root);
    var source = id(conversation.path("contact_inbox"), "source_id", "");
    if (source.startsWith(PREFIX)) {
      return source.substring(PREFIX.length());
    }
    var contact = conversation.path("meta").path("sender");
    var phone = word(contact, "phone_number", "");
    if (phone.startsWith("+") && PHONE.matcher(phone.substring(1)).matches()) {
      return phone.substring(1);
    }
    var identifier = id(contact, "identifier", "");
    return identifier.startsWith(PREFIX) ? identifier.substring(PREFIX.length()) : source;
  }
}
