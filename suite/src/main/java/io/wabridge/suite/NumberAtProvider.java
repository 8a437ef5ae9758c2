package io.wabridge.suite;

import io.wabridge.suite.Onboarding.Number;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Makes a number of the sandbox one of a provider's, and returns the provider's settings as an
 * administrator enters them.
 */
final class NumberAtProvider {

  private final Addresses addresses;
  private final Http sandbox;

  NumberAtProvider(Addresses addresses) {
    this.addresses = addresses;
    this.sandbox = new Http(addresses.whatsapp(), null);
  }

  /** A channel of this kind with the number. */
  Map<String, Object> channel(
      DemoProvider provider, String name, Number number, String digits, String readMarks) {
    var channel = new HashMap<String, Object>();
    channel.put("name", name + " number");
    channel.put("kind", provider.kind());
    channel.put("readMarks", readMarks);
    channel.put("settings", settings(provider, number, digits));
    return channel;
  }

  /**
   * The settings of the number at this provider.
   *
   * @param digits the phone number
   */
  Map<String, ?> settings(DemoProvider provider, Number number, String digits) {
    return switch (provider) {
      case CLOUD ->
          Map.of(
              "phoneNumberId", number.phoneNumberId(),
              "accountId", number.accountId(),
              "accessToken", number.accessToken(),
              "appSecret", number.appSecret());
      case DIALOG360 -> dialog360(number);
      case TWILIO -> twilio(number, digits);
      case AWS -> aws(number);
    };
  }

  private Map<String, ?> dialog360(Number number) {
    var key = "key-" + UUID.randomUUID();
    sandbox.post(
        "/sandbox/360dialog/keys", Map.of("apiKey", key, "phoneNumberId", number.phoneNumberId()));
    return Map.of(
        "apiKey",
        key,
        "phoneNumberId",
        number.phoneNumberId(),
        "apiUrl",
        addresses.whatsapp() + "/360dialog");
  }

  private Map<String, ?> twilio(Number number, String digits) {
    var account = "AC" + UUID.randomUUID().toString().replace("-", "");
    var token = "token-" + account;
    sandbox.post(
        "/sandbox/twilio/accounts",
        Map.of(
            "accountSid", account,
            "authToken", token,
            "phoneNumberId", number.phoneNumberId()));
    return Map.of(
        "accountSid",
        account,
        "number",
        "+" + digits,
        "authToken",
        token,
        "apiUrl",
        addresses.whatsapp() + "/twilio");
  }

  private Map<String, ?> aws(Number number) {
    var account =
        sandbox.post("/sandbox/aws/accounts", Map.of("phoneNumberId", number.phoneNumberId()));
    return Map.of(
        "region", text(account, "region"),
        "originationPhoneNumberId", text(account, "originationPhoneNumberId"),
        "topicArn", text(account, "topicArn"),
        "mediaBucket", text(account, "mediaBucket"),
        "accessKeyId", text(account, "accessKeyId"),
        "secretAccessKey", text(account, "secretAccessKey"),
        "endpointUrl", addresses.whatsapp() + "/aws");
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).asString();
  }
}
