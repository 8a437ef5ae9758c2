package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.Json;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An account: its sender, what it sent, its contents, and how its webhooks misbehave. */
final class TwilioAccount {

  /**
   * How its webhooks and its messages differ from the usual.
   *
   * @param signsPort whether the default port is in the address that is signed
   * @param sharedKey whether webhooks are signed with the shared key instead of the token
   * @param repeats whether each webhook is sent twice
   * @param joinedOnly whether only persons who joined can be written to
   * @param foreignToken whether webhooks are signed with a token of another account
   */
  record Manners(
      boolean signsPort,
      boolean sharedKey,
      boolean repeats,
      boolean joinedOnly,
      boolean foreignToken) {
    static final Manners USUAL = new Manners(false, false, false, false, false);
  }

  /** A message that the account sent. */
  record Sent(String sid, String to, @Nullable String callback, ObjectNode resource) {}

  static final String SHARED_KEY_ID = "webhooks_sharedkey_sandbox";
  static final String SHARED_KEY = "sandbox-shared-key";

  private final String sid;
  private final String authToken;
  private final String phoneNumberId;
  private final Map<String, String> apiKeys = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> contents = new ConcurrentSkipListMap<>();
  private final BoundedMap<String, Sent> sent = new BoundedMap<>(20_000);
  private final Set<String> joined = ConcurrentHashMap.newKeySet();
  private final Set<String> unknownParameters = ConcurrentHashMap.newKeySet();
  private volatile JsonNode webhook = Json.object();
  private volatile Manners manners = Manners.USUAL;

  TwilioAccount(String sid, String authToken, String phoneNumberId) {
    this.sid = sid;
    this.authToken = authToken;
    this.phoneNumberId = phoneNumberId;
  }

  String sid() {
    return sid;
  }

  String authToken() {
    return authToken;
  }

  String phoneNumberId() {
    return phoneNumberId;
  }

  String senderSid() {
    return "XE" + sid.substring(2);
  }

  Map<String, String> apiKeys() {
    return apiKeys;
  }

  Map<String, ObjectNode> contents() {
    return contents;
  }

  BoundedMap<String, Sent> sent() {
    return sent;
  }

  Set<String> joined() {
    return joined;
  }

  /** Parameters that Twilio ignores. */
  Set<String> unknownParameters() {
    return unknownParameters;
  }

  JsonNode webhook() {
    return webhook;
  }

  void webhook(JsonNode settings) {
    webhook = settings;
  }

  Manners manners() {
    return manners;
  }

  void manners(Manners other) {
    manners = other;
  }
}
