package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Person;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and writes addresses: {@code whatsapp:+15550100200} or {@code whatsapp:GB.4402938475}. */
final class TwilioPeople {

  private static final String WHATSAPP = "whatsapp:";
  private static final Pattern DIGITS = Pattern.compile("\\+?([0-9]{5,40})");
  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");

  private TwilioPeople() {}

  /** Who sent a message. */
  static Person sender(JsonNode form) {
    var from = Fields.word(form, "From");
    var waId = digits(Fields.word(form, "WaId"));
    var name = Fields.word(form, "ProfileName");
    return new Person(
        firstUserId(Fields.word(form, "ExternalUserId"), from),
        null,
        waId == null ? digits(from) : waId,
        null,
        name == null ? null : Fields.clip(name, 250));
  }

  /** Whom a message was sent to. */
  static Person recipient(JsonNode form) {
    var to = Fields.word(form, "To");
    return new Person(
        firstUserId(Fields.word(form, "ExternalUserId"), to), null, digits(to), null, null);
  }

  /** The number if it is known, otherwise the user id; null if neither is. */
  static @Nullable String address(Person person) {
    if (person.waId() != null) {
      return WHATSAPP + "+" + person.waId();
    }
    var id = person.bsuid() != null ? person.bsuid() : person.parentBsuid();
    return id == null ? null : WHATSAPP + id;
  }

  static String ofNumber(String digits) {
    return WHATSAPP + "+" + digits;
  }

  static boolean onWhatsApp(@Nullable String address) {
    return address != null && address.startsWith(WHATSAPP);
  }

  static @Nullable String digits(@Nullable String address) {
    var number = address == null ? null : DIGITS.matcher(plain(address));
    return number != null && number.matches() ? number.group(1) : null;
  }

  static @Nullable String userId(@Nullable String address) {
    return address != null && USER_ID.matcher(plain(address)).matches() ? plain(address) : null;
  }

  private static @Nullable String firstUserId(@Nullable String one, @Nullable String other) {
    var id = userId(one);
    return id == null ? userId(other) : id;
  }

  private static String plain(String address) {
    return address.startsWith(WHATSAPP) ? address.substring(WHATSAPP.length()) : address;
  }
}
