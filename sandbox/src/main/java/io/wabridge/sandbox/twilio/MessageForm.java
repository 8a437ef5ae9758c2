package io.wabridge.sandbox.twilio;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a message, with Twilio's own checks. */
record MessageForm(Map<String, List<String>> parameters) {
  private static final int BODY = 1600;
  private static final Pattern ADDRESS =
      Pattern.compile("whatsapp:(\\+[1-9]\\d{6,14}|[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128})");
  private static final Set<String> KNOWN =
      Set.of(
          "To",
          "From",
          "Body",
          "MediaUrl",
          "ContentSid",
          "ContentVariables",
          "StatusCallback",
          "PersistentAction",
          "MessagingServiceSid",
          "ValidityPeriod",
          "ProvideFeedback");

  @Nullable String find(String name) {
    List<String> values = parameters.get(name);
    return values == null || values.getFirst().isEmpty() ? null : values.getFirst();
  }

  List<String> unknown() {
    return parameters.keySet().stream().filter(name -> !KNOWN.contains(name)).toList();
  }

  /** Refuses what Twilio refuses before it asks WhatsApp. */
  void check(String sender) {
    String to = find("To");
    if (to == null) {
      throw TwilioException.invalid(21604, "A 'To' phone number is required.");
    }
    if (!ADDRESS.matcher(to).matches()) {
      throw TwilioException.invalid(21211, "Invalid 'To' Phone Number: " + to);
    }
    if (find("From") == null) {
      throw TwilioException.invalid(21603, "A 'From' phone number is required.");
    }
    if (!sender.equals(find("From"))) {
      throw TwilioException.invalid(
          63007, "Twilio could not find a Channel with the specified From address");
    }
    if (to.equals(sender)) {
      throw TwilioException.invalid(63031, "Channels message cannot have same From and To");
    }
    content();
    String callback = find("StatusCallback");
    if (callback != null && !callback.matches("https?://[^_/]+(/.*)?")) {
      throw TwilioException.invalid(21609, "The StatusCallback URL is not valid: " + callback);
    }
  }

  private void content() {
    String body = find("Body");
    List<String> media = parameters.getOrDefault("MediaUrl", List.of());
    boolean rich = find("ContentSid") != null;
    if (rich && (body != null || !media.isEmpty())) {
      throw TwilioException.invalid(21619, "A content goes without body and media.");
    }
    if (!rich && find("ContentVariables") != null) {
      throw TwilioException.invalid(21654, "ContentVariables without ContentSid");
    }
    if (!rich && body == null && media.isEmpty()) {
      throw TwilioException.invalid(21619, "A text message body or media urls must be specified.");
    }
    if (body != null && body.length() > BODY) {
      throw TwilioException.invalid(
          21617, "The concatenated message body exceeds the 1600 character limit");
    }
    if (media.size() > 1) {
      throw TwilioException.invalid(63021, "WhatsApp messages have one file at most");
    }
    if (media.stream().anyMatch(url -> !url.matches("https?://\\S+"))) {
      throw TwilioException.invalid(21620, "Invalid media URL(s)");
    }
  }
}
