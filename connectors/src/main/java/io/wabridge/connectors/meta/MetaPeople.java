package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Person;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Identifies the person: which ids are BSUIDs, which are numbers, and whose profile it is. */
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

  static @Nullable String userId(@Nullable String userId, @Nullable String number) {
    return userId == null && bsuid(number) ? number : userId;
  }

  static @Nullable String userId(JsonNode contact) {
    return userId(id(contact, "user_id"), id(contact, "wa_id"));
  }

  static @Nullable String number(JsonNode contact) {
    return digits(id(contact, "wa_id"));
  }

  /** The person with this user id and number, completed from the person's own contact entry. */
  static Person person(
      @Nullable String userId,
      @Nullable String parentId,
      @Nullable String number,
      List<JsonNode> contacts) {
    String bsuid = userId(userId, number);
    String waId = digits(number);
    JsonNode contact = own(bsuid, waId, contacts);
    if (contact == null) {
      return new Person(bsuid, parentId, waId, null, null);
    }
    return new Person(
        bsuid != null ? bsuid : userId(contact),
        parentId != null ? parentId : id(contact, "parent_user_id"),
        waId != null ? waId : number(contact),
        username(contact),
        name(word(contact.path("profile"), "name")));
  }

  /**
   * The contact entry of this person: it has one of the person's ids and contradicts none. Null if
   * several such entries differ in their ids: joined ids of two persons would send answers to the
   * wrong one.
   */
  static @Nullable JsonNode own(
      @Nullable String bsuid, @Nullable String waId, List<JsonNode> contacts) {
    JsonNode own = null;
    for (JsonNode contact : contacts) {
      if (!names(contact, bsuid, waId)) {
        continue;
      }
      if (own != null && !sameIds(own, contact)) {
        return null;
      }
      own = contact;
    }
    return own;
  }

  /** What a reader in a group calls the person: the name, else the number, else another id. */
  static String author(Person person) {
    if (person.name() != null) {
      return person.name();
    }
    if (person.waId() != null) {
      return "+" + person.waId();
    }
    return person.username() != null ? person.username() : person.key();
  }

  private static boolean names(JsonNode contact, @Nullable String bsuid, @Nullable String waId) {
    String userId = userId(contact);
    String number = number(contact);
    boolean sameUserId = bsuid != null && bsuid.equals(userId);
    boolean sameNumber = waId != null && waId.equals(number);
    boolean otherUserId = bsuid != null && userId != null && !sameUserId;
    boolean otherNumber = waId != null && number != null && !sameNumber;
    return (sameUserId || sameNumber) && !otherUserId && !otherNumber;
  }

  private static boolean sameIds(JsonNode one, JsonNode other) {
    return Objects.equals(userId(one), userId(other)) && Objects.equals(number(one), number(other));
  }

  private static @Nullable String name(@Nullable String said) {
    return said == null ? null : Fields.clip(said, 250);
  }

  private static @Nullable String username(JsonNode contact) {
    String username = name(word(contact.path("profile"), "username"));
    return username == null ? null : username.startsWith("@") ? username.substring(1) : username;
  }
}
