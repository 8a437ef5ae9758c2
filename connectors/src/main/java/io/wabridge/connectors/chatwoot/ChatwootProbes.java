package io.wabridge.connectors.chatwoot;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.connector.Probe;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** What a test of a connection says about Chatwoot's answers. */
public final class ChatwootProbes {

  public static final String INBOX = "Inbox";
  public static final String WEBHOOK = "Webhook";
  public static final String CONNECT = "Press “connect” to correct it.";

  private static final String SIGNATURE = "Webhook signature";
  private static final int LONGEST = 200;

  private ChatwootProbes() {}

  /** Chatwoot does not permit a call, or what it is about is gone. */
  public static Probe refused(String check, ChatwootReply reply) {
    var remedy =
        switch (ChatwootErrors.meaning(reply).reason()) {
          case AUTH -> "Enter the access token of an administrator again.";
          case DESK_PERMISSION -> "Use the access token of an administrator of this account.";
          case DESK_CONVERSATION_GONE -> "Check the account ID, then press “connect”.";
          default -> "Look at the inbox in Chatwoot, and try again.";
        };
    return Probe.failed(check, reply.detail(), remedy);
  }

  /** A call had no answer. */
  public static Probe unreachable(String check, IOException e) {
    return Probe.failed(
        check,
        String.valueOf(e.getMessage()),
        "Check the address of Chatwoot, and that it can be reached from here.");
  }

  /** What connecting learned: the secret that Chatwoot shows, or none. */
  public static Probe learned(String secret) {
    return Probe.ok(
        SIGNATURE,
        secret.isEmpty()
            ? "this Chatwoot shows no secret; the address has one"
            : "webhooks are signed");
  }

  /**
   * Compares the secret that Chatwoot shows with the one in the settings.
   *
   * @param whose what it belongs to, as "the inbox"
   */
  public static Probe signature(JsonNode shown, ChatwootAccount account, String whose) {
    var known = account.webhookSecret().reveal();
    var secret = word(shown, "secret", "");
    if (secret.isEmpty()) {
      return Probe.ok(
          SIGNATURE,
          known.isEmpty()
              ? "this Chatwoot shows no secret; the address has one"
              : "checked with the secret that was entered");
    }
    return secret.equals(known)
        ? Probe.ok(SIGNATURE, "webhooks are signed")
        : Probe.failed(SIGNATURE, whose + " has another secret", CONNECT);
  }

  /** A text of Chatwoot's answer, shortened. */
  public static String shown(JsonNode json, String name) {
    return clip(word(json, name, ""), LONGEST);
  }

  /** An address without the secret. */
  public static String withoutQuery(String url) {
    var query = url.indexOf('?');
    return clip(query < 0 ? url : url.substring(0, query), LONGEST);
  }
}
