package io.wabridge.suite.status;

import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Shortens and masks texts, so that no complete phone number, signature or secret is printed. */
final class StatusText {

  private static final Pattern PHONE = Pattern.compile("\\+?\\d{4,11}(\\d{4})");
  private static final Pattern UUID =
      Pattern.compile("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private StatusText() {}

  static String masked(String phone) {
    return PHONE.matcher(phone).replaceAll("••••$1");
  }

  /** A WhatsApp message id contains the phone number in Base64, so only its end is shown. */
  static String shortId(String id) {
    if (id.startsWith("wamid.")) {
      return "wamid…" + id.substring(Math.max(6, id.length() - 8));
    }
    return shortened(UUID.matcher(id).replaceAll("$1"), 20);
  }

  /** The end of the path, without a signature after it. */
  static String shortUrl(String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    return path.length() <= 32 ? path : "…" + path.substring(path.length() - 31);
  }

  static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  static String bytes(long count) {
    if (count < 1024) {
      return count + " B";
    }
    double kilobytes = count / 1024.0;
    return kilobytes < 1024
        ? String.format(Locale.ROOT, "%.1f KB", kilobytes)
        : String.format(Locale.ROOT, "%.1f MB", kilobytes / 1024);
  }

  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return "no answer within 8 s";
    }
    String message = cause.getMessage();
    String text = message == null ? cause.getClass().getSimpleName() : message;
    return shortened(text.replaceAll("\\s+", " "), 110);
  }
}
