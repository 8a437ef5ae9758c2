package io.wabridge.connectors.channel.twilio;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a sender at Twilio.
 *
 * @param number the sender's number, digits only
 * @param authTokens the tokens that may sign webhooks, the primary one first
 * @param user the name for calls: the account, or an API key
 * @param sharedKeyId the id of a shared key that signs webhooks instead of the token; empty if none
 *     is used
 * @param registeredUrl the address that connecting registered; blank before that
 * @param apiUrl replaces Twilio's hosts; null: Twilio's own
 */
record TwilioSettings(
    String accountSid,
    String number,
    List<Secret> authTokens,
    String user,
    Secret password,
    String sharedKeyId,
    Secret sharedKey,
    String registeredUrl,
    @Nullable URI apiUrl) {

  static final String REGISTERED_URL = "registeredUrl";

  /** Twilio's shared sender for development; its webhooks are entered by hand. */
  static final String SHARED_SENDER = "14155238886";

  private static final String ACCOUNT_SID = "accountSid";
  private static final String NUMBER = "number";
  private static final String AUTH_TOKEN = "authToken";
  private static final String FORMER_AUTH_TOKEN = "formerAuthToken";
  private static final String API_KEY_SID = "apiKeySid";
  private static final String API_KEY_SECRET = "apiKeySecret";
  private static final String SHARED_KEY_ID = "sharedKeyId";
  private static final String SHARED_KEY = "sharedKey";
  private static final String API_URL = "apiUrl";
  private static final String NO_SPACES = "\\S+";
  private static final String NO_SPACES_HELP = "has no spaces";

  static final List<Field> FORM =
      List.of(
          Field.text(ACCOUNT_SID, "Account SID", "The account that owns the WhatsApp sender.")
              .matching("AC[0-9a-fA-F]{32}", "begins with AC and has 32 hexadecimal digits")
              .foundAt("https://console.twilio.com/"),
          Field.text(
                  NUMBER,
                  "Number",
                  "The WhatsApp sender's number with its country code, as +15550100200.")
              .matching("\\+?[1-9][0-9]{6,14}", "is a number with its country code"),
          Field.secret(
                  AUTH_TOKEN,
                  "Auth token",
                  "The primary auth token of the account: Twilio signs webhooks with it.")
              .matching(NO_SPACES, NO_SPACES_HELP)
              .foundAt("https://console.twilio.com/"),
          Field.secret(
                  FORMER_AUTH_TOKEN,
                  "Other auth token",
                  "While the auth token is being rotated: the other one, also accepted in"
                      + " signatures.")
              .matching(NO_SPACES, NO_SPACES_HELP)
              .optional(),
          Field.text(
                  API_KEY_SID,
                  "API key SID",
                  "An API key for calls; without it calls use the auth token.")
              .matching("SK[0-9a-fA-F]{32}", "begins with SK and has 32 hexadecimal digits")
              .optional(),
          Field.secret(API_KEY_SECRET, "API key secret", "The secret of the same API key.")
              .matching(NO_SPACES, NO_SPACES_HELP)
              .optional(),
          Field.text(
                  SHARED_KEY_ID,
                  "Shared key ID",
                  "A shared key of the webhooks API, if it signs webhooks instead of the token.")
              .matching("[A-Za-z0-9_-]{1,100}", "is 1 to 100 letters, digits, hyphens, underscores")
              .optional(),
          Field.secret(SHARED_KEY, "Shared key secret", "The secret of the same shared key.")
              .matching(NO_SPACES, NO_SPACES_HELP)
              .optional(),
          Field.url(
                  REGISTERED_URL,
                  "Registered address",
                  "The webhook address as Twilio has it; connecting fills it in.")
              .optional(),
          Field.url(API_URL, "API URL", "Replaces the addresses of all Twilio's APIs.")
              .optional()
              .forOperators());

  static TwilioSettings of(Settings settings) {
    var keyed = !settings.get(API_KEY_SID).isEmpty() && settings.hasSecret(API_KEY_SECRET);
    return new TwilioSettings(
        settings.get(ACCOUNT_SID),
        settings.get(NUMBER).replace("+", ""),
        Stream.of(AUTH_TOKEN, FORMER_AUTH_TOKEN)
            .filter(settings::hasSecret)
            .map(settings::secret)
            .toList(),
        settings.get(keyed ? API_KEY_SID : ACCOUNT_SID),
        settings.secret(keyed ? API_KEY_SECRET : AUTH_TOKEN),
        settings.get(SHARED_KEY_ID),
        settings.secret(SHARED_KEY),
        settings.get(REGISTERED_URL),
        settings.get(API_URL).isBlank() ? null : settings.url(API_URL));
  }

  static List<FieldProblem> problems(Settings settings) {
    return Stream.of(
            half(settings, API_KEY_SID, API_KEY_SECRET), half(settings, SHARED_KEY_ID, SHARED_KEY))
        .flatMap(List::stream)
        .toList();
  }

  private static List<FieldProblem> half(Settings settings, String name, String secret) {
    if (settings.get(name).isEmpty() != settings.hasSecret(secret)) {
      return List.of();
    }
    var missing = settings.hasSecret(secret) ? name : secret;
    return FORM.stream()
        .filter(field -> field.name().equals(missing))
        .map(field -> new FieldProblem(missing, field.label(), "is required with its other half"))
        .toList();
  }

  /** The account and the number: the same number may be a sender of one account only. */
  String externalId() {
    return externalId(accountSid, number);
  }

  static String externalId(String account, String digits) {
    return account + "+" + digits;
  }
}
