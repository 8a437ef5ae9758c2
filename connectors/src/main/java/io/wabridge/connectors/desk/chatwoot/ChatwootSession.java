package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.Digests;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Person;
import io.wabridge.model.Session;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversation at Chatwoot, between two deliveries.
 *
 * @param contact Chatwoot's id of the contact
 * @param conversation the number of the conversation in the account
 * @param profile a hash of what was written to the contact
 */
record ChatwootSession(String contact, String conversation, String profile) {

  private static final String ID = "[A-Za-z0-9]{1,40}";

  static Optional<ChatwootSession> of(@Nullable Session session) {
    if (session == null || session.conversation() == null || session.state() == null) {
      return Optional.empty();
    }
    var json = OutsideJson.readOrNothing(session.state());
    var contact = Fields.word(json, "contact", "");
    return contact.matches(ID) && session.conversation().matches(ID)
        ? Optional.of(
            new ChatwootSession(contact, session.conversation(), Fields.word(json, "profile", "")))
        : Optional.empty();
  }

  Session session() {
    var json = OutsideJson.object().put("contact", contact).put("profile", profile);
    return new Session(conversation, OutsideJson.write(json), Instant.now());
  }

  ChatwootSession with(String changedProfile) {
    return new ChatwootSession(contact, conversation, changedProfile);
  }

  /** Whether the person has another name than the contact was given. */
  boolean renamed(Person person) {
    return !profile.startsWith(hash(String.valueOf(person.name())) + ".");
  }

  static String profileOf(Person person) {
    return hash(String.valueOf(person.name()))
        + "."
        + hash(person.waId() + "\n" + person.bsuid() + "\n" + person.username());
  }

  private static String hash(String text) {
    return Digests.sha256Hex(text).substring(0, 12);
  }
}
