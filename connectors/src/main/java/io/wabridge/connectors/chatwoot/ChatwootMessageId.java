package io.wabridge.connectors.chatwoot;

import io.wabridge.model.ExternalId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message at Chatwoot: its calls need the conversation's number, too, so that the id which the
 * bridge keeps has both, as in "88-4712".
 */
public record ChatwootMessageId(String conversation, String message) {

  private static final Pattern FORMAT = Pattern.compile("([A-Za-z0-9]{1,40})-([A-Za-z0-9]{1,40})");

  /** Empty if it is not an id of Chatwoot. */
  public static Optional<ChatwootMessageId> of(ExternalId id) {
    var format = FORMAT.matcher(id.value());
    return format.matches()
        ? Optional.of(new ChatwootMessageId(format.group(1), format.group(2)))
        : Optional.empty();
  }

  public ExternalId externalId() {
    return new ExternalId(conversation + "-" + message);
  }

  /** Below the account. */
  public String path() {
    return "conversations/" + conversation + "/messages/" + message;
  }
}
