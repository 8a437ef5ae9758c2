package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.chatwoot.ChatwootAccount;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.Settings;
import java.util.List;

/**
 * The settings of an inbox at Chatwoot.
 *
 * @param account where the inbox is; its number is blank until connecting creates it
 * @param inboxIdentifier names the inbox in Chatwoot's public API; blank if it is not known
 * @param sendsAutomatic whether greetings, absence notes and surveys reach the person
 * @param escapes whether characters that Markdown would interpret are escaped in persons' texts
 */
record ChatwootSettings(
    ChatwootAccount account, String inboxIdentifier, boolean sendsAutomatic, boolean escapes) {

  static final String KIND = "chatwoot";
  static final String INBOX_IDENTIFIER = "inboxIdentifier";

  private static final String AUTOMATIC = "automaticMessages";
  private static final String PERSON_TEXT = "personText";

  static final List<Field> FORM =
      List.of(
          ChatwootAccount.ADDRESS_FIELD,
          ChatwootAccount.ID_FIELD,
          ChatwootAccount.TOKEN_FIELD,
          Field.text(
                  ChatwootAccount.INBOX_ID,
                  "Inbox ID",
                  "An existing inbox of the type API; connecting creates one if left empty.")
              .matching(ChatwootAccount.NUMBER, ChatwootAccount.NUMBER_HELP)
              .optional(),
          Field.text(
                  INBOX_IDENTIFIER,
                  "Inbox identifier",
                  "The inbox' identifier in Chatwoot's public API; connecting fills it in.")
              .matching("[A-Za-z0-9_-]{1,64}", "is 1 to 64 letters, digits, hyphens or underscores")
              .optional(),
          ChatwootAccount.webhookSecretField(
              "The inbox' webhook secret in versions of Chatwoot that sign; connecting reads it."),
          ChatwootAccount.ADDRESS_SECRET_FIELD,
          Field.choice(
                  AUTOMATIC,
                  "Automatic messages",
                  "Whether Chatwoot's greetings, absence notes and surveys reach the customer.",
                  List.of(
                      new Field.Option("send", "Send them"),
                      new Field.Option("ignore", "Do not send them")))
              .withDefault("send"),
          Field.choice(
                  PERSON_TEXT,
                  "Customers' texts",
                  "Whether characters that Chatwoot may interpret as Markdown are escaped.",
                  List.of(
                      new Field.Option("plain", "As they were written"),
                      new Field.Option("escaped", "With escaped characters")))
              .withDefault("plain"));

  static ChatwootSettings of(Settings settings) {
    return new ChatwootSettings(
        ChatwootAccount.of(settings),
        settings.get(INBOX_IDENTIFIER),
        !settings.get(AUTOMATIC).equals("ignore"),
        settings.get(PERSON_TEXT).equals("escaped"));
  }

  String inboxId() {
    return account.inboxId();
  }
}
