package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.StandInControl;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Session;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.Capabilities.MediaLimit;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.IssuedToken;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.OpensMedia;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Rehearses;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.ShowsReceipts;
import io.wabridge.model.connector.SignInRefused;
import io.wabridge.model.connector.SignsIn;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Genesys Cloud Open Messaging: combines the classes of this package into a connector. */
public final class GenesysDesk
    implements DeskConnector, SignsIn, Connects, Checks, OpensMedia, ShowsReceipts, Rehearses {

  /** Genesys documents no limit; this is the limit of WhatsApp. */
  private static final int TEXT = 65_536;

  /** After this time Genesys may have begun another conversation with the person. */
  private static final Duration KNOWN_FOR = Duration.ofHours(24);

  /** How Genesys refuses an answer whose question or conversation it does not have. */
  private static final Set<Reason> QUESTION_UNKNOWN =
      Set.of(Reason.DESK_INTEGRATION_GONE, Reason.DESK_CONVERSATION_GONE, Reason.CONTENT_REFUSED);

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of("text", "media", "choice-reply"),
          TEXT,
          TEXT,
          Arrays.stream(MediaKind.values())
              .collect(
                  Collectors.toMap(
                      Function.identity(), _ -> new MediaLimit(GenesysEncoder.LARGEST, Set.of()))),
          null,
          null,
          Set.of(Feature.RECEIPTS, Feature.CHOICE_REPLIES));

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          GenesysApi.KIND,
          Side.DESK,
          "Genesys Cloud (Open Messaging)",
          GenesysSettings.FORM,
          null,
          GenesysSettings.CLIENT_ID,
          CAPABILITIES,
          new Limits(300, null, null, null, 16, 4),
          List.of(
              URI.create("https://developer.genesys.cloud/commdigital/digital/openmessaging/"),
              URI.create("https://help.genesys.cloud/articles/about-open-messaging/")));

  private final GenesysApi api;
  private final GenesysMedia files;
  private final GenesysSignIn signIn;
  private final GenesysSetup setup;
  private final GenesysRehearsal rehearsal;

  public GenesysDesk(OutboundHttp http) {
    api = new GenesysApi(http);
    files = new GenesysMedia(api);
    signIn = new GenesysSignIn(api);
    setup = new GenesysSetup(api, signIn);
    rehearsal = new GenesysRehearsal(new StandInControl(http));
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return GenesysIngress.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return GenesysIngress.receive(request, GenesysSettings.of(settings).webhookSecret());
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return GenesysDecoder.split(request.body());
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return settings.find(GenesysSettings.INTEGRATION_ID);
  }

  @Override
  public List<FieldProblem> problems(Settings settings) {
    return GenesysSettings.problems(settings);
  }

  @Override
  public DeskEvent decode(String part) throws WebhookUnreadable {
    return GenesysDecoder.decode(part);
  }

  @Override
  public DeskEvent decode(String part, Settings settings) throws WebhookUnreadable {
    return GenesysDecoder.decode(part, GenesysSettings.of(settings).markdown());
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return files.open(file, context);
  }

  @Override
  public Delivery deliver(Message message, Context context) {
    if (message.content() instanceof Content.ChoiceReply choice
        && message.quoted() != null
        && GenesysEncoder.chosen(choice).hasResponse()) {
      var answered =
          post(
              Operation.SEND_MESSAGE,
              "structured/response",
              GenesysEncoder.answer(message, choice, message.quoted()),
              message.externalId(),
              context);
      if (!unknownQuestion(answered)) {
        return answered;
      }
    }
    return post(
        Operation.SEND_MESSAGE,
        known(context.session()) ? "message" : "message?prefetchConversationId=true",
        GenesysEncoder.message(message, context.media(), context.language()),
        message.externalId(),
        context);
  }

  /**
   * An answer only joins a conversation that Genesys still has open, with a question that it knows.
   * Otherwise the choice is delivered as text.
   */
  private static boolean unknownQuestion(Delivery answered) {
    return answered instanceof Delivery.Refused refused
        && QUESTION_UNKNOWN.contains(refused.reason());
  }

  private static boolean known(@Nullable Session session) {
    return session != null
        && session.conversation() != null
        && session.at().isAfter(Instant.now().minus(KNOWN_FOR));
  }

  @Override
  public Delivery show(Receipt receipt, Context context) {
    return post(
        Operation.SEND_RECEIPT,
        "receipt",
        GenesysEncoder.receipt(receipt, context.language()),
        receipt.externalId(),
        context);
  }

  @Override
  public IssuedToken signIn(Settings settings) throws IOException, SignInRefused {
    return signIn.signIn(GenesysSettings.of(settings));
  }

  @Override
  public Connected connect(URI webhookUrl, String name, Context context) {
    return setup.connect(webhookUrl, name, context);
  }

  @Override
  public List<Probe> check(Context context) {
    return setup.check(null, context);
  }

  @Override
  public List<Probe> check(URI webhookUrl, Context context) {
    return setup.check(webhookUrl, context);
  }

  @Override
  public Map<String, String> rehearsal(URI standIn) throws IOException {
    return rehearsal.client(standIn);
  }

  @Override
  public boolean say(String text, URI standIn, Settings settings) throws IOException {
    return rehearsal.answer(text, GenesysSettings.of(settings).integrationId(), standIn);
  }

  private Delivery post(
      Operation operation, String what, JsonNode json, ExternalId own, Context context) {
    String integration = GenesysSettings.of(context.settings()).integrationId();
    if (integration.isBlank()) {
      return new Delivery.Refused(Reason.DESK_NOT_CONNECTED, "The desk is not connected yet.");
    }
    String path = "/api/v2/conversations/messages/" + integration + "/inbound/open/" + what;
    try {
      return outcome(json, own, api.call(operation, "POST", path, json, context));
    } catch (IOException e) {
      return GenesysErrors.outcome(e);
    }
  }

  /** Maps an answer to the outcome of the delivery. */
  static Delivery outcome(JsonNode json, ExternalId own, GenesysReply reply) {
    if (!reply.success()) {
      return GenesysErrors.outcome(reply);
    }
    if (refused(json, reply.json())) {
      return new Delivery.Refused(Reason.DESK_FAILED, failure(reply));
    }
    String id = Fields.id(reply.json(), "id");
    String conversation = Fields.id(reply.json(), "conversationId");
    return new Delivery.Accepted(
        id == null ? own : new ExternalId(id),
        conversation == null ? null : new Session(conversation, null, Instant.now()));
  }

  /**
   * A 2xx response may itself be a failed receipt. Our own failed receipt, echoed in the response,
   * does not count.
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

  /** The failure that such a response reports. */
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
