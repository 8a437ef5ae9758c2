package io.wabridge.connectors.channel.chatwoot;

import io.wabridge.connectors.chatwoot.ChatwootAccount;
import io.wabridge.model.connector.Field;
import java.util.List;

/** The form of an inbox that is followed; {@link ChatwootAccount} is its typed view. */
final class FollowedInbox {

  static final String KIND = "chatwootinbox";

  static final List<Field> FORM =
      List.of(
          ChatwootAccount.ADDRESS_FIELD,
          ChatwootAccount.ID_FIELD,
          ChatwootAccount.TOKEN_FIELD,
          Field.text(
                  ChatwootAccount.INBOX_ID,
                  "Inbox ID",
                  "The number of the WhatsApp inbox, at the end of its settings' address.")
              .matching(ChatwootAccount.NUMBER, ChatwootAccount.NUMBER_HELP),
          ChatwootAccount.webhookSecretField(
              "The account webhook's secret in versions of Chatwoot that sign; connecting reads"
                  + " it."),
          ChatwootAccount.ADDRESS_SECRET_FIELD);

  private FollowedInbox() {}
}
