package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.MediaUnavailable;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.Probe;
import io.wabridge.connectors.Webhook;
import io.wabridge.connectors.WebhookPart;
import io.wabridge.connectors.WebhookUnreadable;
import io.wabridge.connectors.desk.DeskConnector;
import io.wabridge.connectors.desk.DeskEvent;
import io.wabridge.connectors.desk.IssuedToken;
import io.wabridge.connectors.desk.SignInRefused;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Genesys Cloud Open Messaging: the pieces of this package as one connector. */
final class GenesysDesk implements DeskConnector {

  private final GenesysApi api;
  private final GenesysFiles files;
  private final GenesysSignIn door;
  private final GenesysSetup setup;

  GenesysDesk(OutboundHttp http) {
    api = new GenesysApi(http);
    files = new GenesysFiles(api);
    door = new GenesysSignIn(api);
    setup = new GenesysSetup(api, door);
  }

  @Override
  public String kind() {
    return GenesysApi.PROVIDER;
  }

  @Override
  public boolean signed(Map<String, String> headers, DeskSettings settings) {
    return GenesysSignature.present(headers, settings.webhookSecret());
  }

  @Override
  public boolean genuine(Webhook webhook, DeskSettings settings) {
    return GenesysSignature.genuine(webhook, settings.webhookSecret());
  }

  @Override
  public List<WebhookPart> split(Webhook webhook) throws WebhookUnreadable {
    return GenesysDecoder.split(webhook);
  }

  @Override
  public DeskEvent decode(String part) throws WebhookUnreadable {
    return GenesysDecoder.decode(part);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, DeskSettings settings, TokenSource tokens)
      throws MediaUnavailable, IOException {
    return files.open(file, settings, tokens);
  }

  @Override
  public Delivery deliver(
      Message message,
      boolean conversationKnown,
      DeskSettings settings,
      TokenSource tokens,
      MediaBytes media) {
    String path =
        inbound(settings, "message" + (conversationKnown ? "" : "?prefetchConversationId=true"));
    return post(
        Operation.SEND_MESSAGE,
        path,
        GenesysEncoder.message(message, media),
        message.externalId(),
        settings,
        tokens);
  }

  @Override
  public Delivery deliver(Receipt receipt, DeskSettings settings, TokenSource tokens) {
    JsonNode json = GenesysEncoder.receipt(receipt);
    return post(
        Operation.SEND_RECEIPT,
        inbound(settings, "receipt"),
        json,
        receipt.externalId(),
        settings,
        tokens);
  }

  @Override
  public IssuedToken signIn(DeskSettings settings) throws IOException, SignInRefused {
    return door.signIn(settings);
  }

  @Override
  public Connected connect(URI webhookUrl, String name, DeskSettings settings, TokenSource tokens) {
    return setup.connect(webhookUrl, name, settings, tokens);
  }

  @Override
  public List<Probe> test(DeskSettings settings, TokenSource tokens) {
    return setup.test(settings, tokens);
  }

  private static String inbound(DeskSettings settings, String what) {
    return "/api/v2/conversations/messages/" + settings.integrationId() + "/inbound/open/" + what;
  }

  private Delivery post(
      Operation operation,
      String path,
      JsonNode json,
      ExternalId own,
      DeskSettings settings,
      TokenSource tokens) {
    if (settings.integrationId().isBlank()) {
      return new Delivery.Refused(Reason.DESK_NOT_CONNECTED, "The desk was not connected yet.");
    }
    try {
      GenesysReply reply = api.call(operation, "POST", path, json, settings, tokens);
      return outcome(json, own, reply);
    } catch (IOException e) {
      return GenesysErrors.outcome(e);
    }
  }

  /** What an answer means for what was sent. */
  static Delivery outcome(JsonNode json, ExternalId own, GenesysReply reply) {
    if (!reply.success()) {
      return GenesysErrors.outcome(reply);
    }
    if (refused(json, reply.json())) {
      return new Delivery.Refused(Reason.DESK_FAILED, failure(reply));
    }
    String id = Fields.id(reply.json(), "id");
    return new Delivery.Accepted(
        id == null ? own : new ExternalId(id), Fields.id(reply.json(), "conversationId"));
  }

  /**
   * A 2xx may itself be a receipt that says: failed (genesys.md 3.7). Our own failed receipt,
   * repeated to us, is not that.
   */
  private static boolean refused(JsonNode sent, JsonNode answered) {
    if (!"Failed".equalsIgnoreCase(word(answered, "status"))) {
      return false;
    }
    JsonNode reasons = answered.path("reasons");
    boolean ours =
        reasons.isEmpty()
            || word(reasons.path(0), "code", "")
                .equals(word(sent.path("reasons").path(0), "code", ""));
    return !("Failed".equals(word(sent, "status")) && ours);
  }

  /** What such an answer says. */
  private static String failure(GenesysReply reply) {
    List<JsonNode> reasons = list(reply.json(), "reasons");
    String why =
        reasons.isEmpty()
            ? ""
            : (word(reasons.getFirst(), "code", "") + " " + word(reasons.getFirst(), "message", ""))
                .strip();
    return (why.isEmpty() ? "Failed" : "Failed: " + Fields.clip(why, 500)) + ", " + reply.detail();
  }
}
