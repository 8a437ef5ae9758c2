package io.wabridge.state.conversation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address that is a phone number with its country code, in any usual spelling. */
final class PhoneNumber {

  /** The digit that is dialled within the country only, as in "+44 (0) 7700". */
  private static final Pattern TRUNK = Pattern.compile("^(\\s*(?:\\+|00)[^(]*)\\(0\\)");

  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00a0().\\-/]");
  private static final Pattern INTERNATIONAL = Pattern.compile("(?:\\+|00)?([1-9][0-9]{6,14})");

  private PhoneNumber() {}

  /**
   * The digits of "+44 7700 900123", "00447700900123", "tel:+447700900123". Empty for anything
   * else; a number without country code is not completed.
   */
  static Optional<String> digits(String address) {
    var plain = address.strip();
    if (plain.toLowerCase(Locale.ROOT).startsWith("tel:")) {
      plain = plain.substring("tel:".length());
    }
    var parameters = plain.indexOf(';');
    plain = parameters < 0 ? plain : plain.substring(0, parameters);
    var matcher = INTERNATIONAL.matcher(SEPARATORS.matcher(withoutTrunk(plain)).replaceAll(""));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String withoutTrunk(String number) {
    return TRUNK.matcher(number).replaceFirst("$1");
  }
}
