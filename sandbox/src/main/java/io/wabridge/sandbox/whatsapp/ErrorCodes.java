package io.wabridge.sandbox.whatsapp;

import java.util.Map;

/** Meta's error codes with their titles and HTTP statuses, as documented in 2026. */
final class ErrorCodes {
  private record Entry(int status, String title) {}

  private static final Map<Integer, Entry> CODES =
      Map.ofEntries(
          Map.entry(0, new Entry(401, "AuthException")),
          Map.entry(1, new Entry(400, "API Unknown")),
          Map.entry(2, new Entry(503, "API Service")),
          Map.entry(4, new Entry(400, "Application request limit reached")),
          Map.entry(10, new Entry(403, "Permission Denied")),
          Map.entry(100, new Entry(400, "Invalid parameter")),
          Map.entry(190, new Entry(401, "Access token has expired")),
          Map.entry(200, new Entry(403, "Permissions error")),
          Map.entry(368, new Entry(403, "Temporarily blocked for policies violations")),
          Map.entry(2200, new Entry(400, "Callback verification failed")),
          Map.entry(80007, new Entry(400, "Rate limit issues")),
          Map.entry(130429, new Entry(400, "Rate limit hit")),
          Map.entry(130497, new Entry(403, "Business account is restricted")),
          Map.entry(131000, new Entry(500, "Something went wrong")),
          Map.entry(131005, new Entry(403, "Access denied")),
          Map.entry(131008, new Entry(400, "Required parameter is missing")),
          Map.entry(131009, new Entry(400, "Parameter value is not valid")),
          Map.entry(131016, new Entry(500, "Service unavailable")),
          Map.entry(131020, new Entry(400, "Group invalid")),
          Map.entry(131021, new Entry(400, "Recipient cannot be sender")),
          Map.entry(131026, new Entry(400, "Message undeliverable")),
          Map.entry(131030, new Entry(400, "Recipient phone number not in allowed list")),
          Map.entry(131031, new Entry(403, "Account has been locked")),
          Map.entry(131041, new Entry(400, "Unknown group")),
          Map.entry(131042, new Entry(400, "Business eligibility payment issue")),
          Map.entry(131045, new Entry(500, "Incorrect certificate")),
          Map.entry(131047, new Entry(400, "Re-engagement message")),
          Map.entry(131048, new Entry(400, "Spam rate limit hit")),
          Map.entry(131049, new Entry(400, "Meta chose not to deliver")),
          Map.entry(131050, new Entry(400, "User has stopped marketing messages")),
          Map.entry(131051, new Entry(400, "Unsupported message type")),
          Map.entry(131052, new Entry(400, "Media download error")),
          Map.entry(131053, new Entry(400, "Media upload error")),
          Map.entry(
              131056, new Entry(400, "(Business Account, Consumer Account) pair rate limit hit")),
          Map.entry(131057, new Entry(500, "Account in maintenance mode")),
          Map.entry(131059, new Entry(400, "Invalid cursor")),
          Map.entry(131062, new Entry(400, "Recipient not supported for this message")),
          Map.entry(132000, new Entry(400, "Template Param Count Mismatch")),
          Map.entry(132001, new Entry(404, "Template does not exist")),
          Map.entry(132005, new Entry(400, "Template Hydrated Text Too Long")),
          Map.entry(132015, new Entry(400, "Template is Paused")),
          Map.entry(132016, new Entry(400, "Template is Disabled")),
          Map.entry(132018, new Entry(400, "Template Parameter Problem")),
          Map.entry(132012, new Entry(400, "Template Parameter Format Mismatch")),
          Map.entry(133004, new Entry(503, "Server Temporarily Unavailable")),
          Map.entry(133005, new Entry(400, "Two step verification PIN Mismatch")),
          Map.entry(133010, new Entry(400, "Phone number Not Registered")));

  private ErrorCodes() {}

  static String title(int code) {
    Entry entry = CODES.get(code);
    return entry == null ? "Something went wrong" : entry.title();
  }

  static int status(int code) {
    Entry entry = CODES.get(code);
    return entry == null ? 400 : entry.status();
  }
}
