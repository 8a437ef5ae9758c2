package io.wabridge.tenant.endpoint;

import io.wabridge.kit.client.WindowPolicy;
import io.wabridge.kit.client.WindowPolicy.Outside;
import io.wabridge.tenant.connector.Problems;
import java.util.regex.Pattern;

/** Checks what a channel does outside of the 24-hour window. */
final class WindowRules {

  /** Messages are kept for a month, and WhatsApp's templates do not live longer either. */
  static final int LONGEST_HOURS = 720;

  static final int MOST_VALUES = 20;
  static final int LONGEST_VALUE = 200;

  /** The window is open for 24 hours. */
  static final int LONGEST_NOTICE_HOURS = 23;

  private static final Pattern TEMPLATE = Pattern.compile("[a-z0-9_]{1,512}");

  private WindowRules() {}

  static void check(WindowPolicy policy, Problems problems) {
    var template = policy.template();
    if (policy.outside() == Outside.HOLD && template == null) {
      problems.add(
          "window.template",
          "Window: template",
          "is required: replies are held until the person answers this template");
    }
    if (template != null && !TEMPLATE.matcher(template).matches()) {
      problems.add(
          "window.template",
          "Window: template",
          "must be the name of a template: lower-case letters, digits and _, 512 at most");
    }
    if (policy.holdHours() < 1 || policy.holdHours() > LONGEST_HOURS) {
      problems.add("window.holdHours", "Window: hours", "must be between 1 and " + LONGEST_HOURS);
    }
    var notice = policy.closingNoticeHours();
    if (notice != null && (notice < 1 || notice > LONGEST_NOTICE_HOURS)) {
      problems.add(
          "window.closingNoticeHours",
          "Window: notice",
          "must be between 1 and " + LONGEST_NOTICE_HOURS + ", or absent");
    }
    if (policy.values().size() > MOST_VALUES) {
      problems.add("window.values", "Window: values", "must be " + MOST_VALUES + " at most");
    }
    if (policy.values().stream()
        .anyMatch(value -> value.isBlank() || value.length() > LONGEST_VALUE)) {
      problems.add(
          "window.values",
          "Window: values",
          "must each have 1 to " + LONGEST_VALUE + " characters");
    }
  }
}
