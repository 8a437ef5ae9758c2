package io.wabridge.sandbox.whatsapp;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The recipient of a send request, as Meta would resolve it. */
record Recipient(
    String input, @Nullable Person person, @Nullable String waId, @Nullable String userId) {
  private static final Pattern BSUID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");
  private static final Pattern PHONE = Pattern.compile("\\d{5,20}");

  static Recipient of(Param message, BusinessNumber number, Persons persons) {
    Param to = message.opt("to");
    Param recipient = message.opt("recipient");
    if (to == null && recipient == null) {
      throw GraphException.param("The parameter to is required.");
    }
    String userId = recipient == null ? null : recipient.text(150);
    if (recipient != null && !BSUID.matcher(recipient.text(150)).matches()) {
      throw recipient.bad("is not a business-scoped user id");
    }
    if (to == null) {
      return new Recipient(
          String.valueOf(userId), persons.find(String.valueOf(userId)), null, userId);
    }
    String input = to.node().asString("");
    if (BSUID.matcher(input).matches()) {
      return new Recipient(input, null, input, null);
    }
    String digits = input.replaceAll("[+\\-() ]", "");
    if (!PHONE.matcher(digits).matches()) {
      throw to.bad("is not a phone number");
    }
    if (digits.equals(number.digits())) {
      throw GraphException.of(131021, "The recipient is the sender.");
    }
    return new Recipient(input, persons.find(digits), digits, userId);
  }

  /** A user id in the wrong property is accepted and then ignored. */
  boolean vanishes() {
    return person == null && waId != null && BSUID.matcher(waId).matches();
  }
}
