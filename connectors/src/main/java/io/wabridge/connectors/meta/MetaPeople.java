package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Person;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds out who is meant: which ids are BSUIDs, which are numbers, and whose profile it is. */
final class MetaPeople {

  private static final Pattern BSUID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");
  private static final Pattern PARENT = Pattern.compile("[A-Z]{2}\\.ENT\\..+");

  private MetaPeople() {}

  static boolean bsuid(@Nullable String id) {
    return id != null && BSUID.matcher(id).matches();
  }

  static boolean parent(@Nullable String id) {
    return id != null && PARENT.matcher(id).matches();
  }

  static @Nullable String digits(@Nullable String number) {
    if (number == null || bsuid(number)) {
      return null;
    }
    String digits = Fields.clip(number, 100).replaceAll("[^0-9]", "");
    return digits.isEmpty() || digits.length() > 40 ? null : digits;
  }

  /** The person with this user id and number, completed from the webhook's contacts. */
  static Person person(
      @Nullable String userId,
      @Nullable String parentId,
      @Nullable String number,
      List<JsonNode> contacts) {
    String bsuid = userId == null && bsuid(number) ? number : userId;
    String waId = digits(number);
    JsonNode contact = contact(bsuid, waId, contacts);
    if (contact == null) {
      return new Person(bsuid, parentId, waId, null, null);
    }
    String contactWaId = id(contact, "wa_id");
    return new Person(
        bsuid != null ? bsuid : firstBsuid(id(contact, "user_id"), contactWaId),
        parentId != null ? parentId : id(contact, "parent_user_id"),
        waId != null ? waId : digits(contactWaId),
        username(contact),
        name(word(contact.path("profile"), "name")));
  }

  private static @Nullable String firstBsuid(@Nullable String userId, @Nullable String waId) {
    return userId != null ? userId : bsuid(waId) ? waId : null;
  }

  private static @Nullable String name(@Nullable String said) {
    return said == null ? null : Fields.clip(said, 250);
  }

  private static @Nullable String username(JsonNode contact) {
    String username = name(word(contact.path("profile"), "username"));
    return username == null ? null : username.startsWith("@") ? username.substring(1) : username;
  }

  /** By user id first, then by number; a single contact that contradicts neither is the one. */
  private static @Nullable JsonNode contact(
      @Nullable String bsuid, @Nullable String waId, List<JsonNode> contacts) {
    for (JsonNode contact : contacts) {
      if (bsuid != null && bsuid.equals(id(contact, "user_id"))) {
        return contact;
      }
    }
    for (JsonNode contact : contacts) {
      String other = id(contact, "user_id");
      boolean contradicts = bsuid != null && other != null;
      if (!contradicts && waId != null && waId.equals(digits(id(contact, "wa_id")))) {
        return contact;
      }
    }
    if (contacts.size() != 1) {
      return null;
    }
    JsonNode only = contacts.getFirst();
    boolean otherPerson = bsuid != null && id(only, "user_id") != null;
    boolean otherNumber = waId != null && id(only, "wa_id") != null && id(only, "user_id") == null;
    return otherPerson || otherNumber ? null : only;
  }
}
