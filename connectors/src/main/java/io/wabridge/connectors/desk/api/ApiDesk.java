package io.wabridge.connectors.desk.api;

import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.event.EventForm;
import io.wabridge.connectors.event.EventSigner;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.DirectReply;
import io.wabridge.model.ExternalId;
import io.wabridge.model.FailureScope;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Receipt;
import io.wabridge.model.Secret;
import io.wabridge.model.Session;
import io.wabridge.model.connector.CallsApi;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.Capabilities.MediaLimit;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.OpensMedia;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.ShowsReceipts;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A system that gets messages and statuses as signed webhooks (Standard Webhooks) and replies
 * through the public API: a bot, an AI agent, any program.
 */
public final class ApiDesk implements DeskConnector, Checks, OpensMedia, ShowsReceipts, CallsApi {

  static final String KIND = "api";

  /** The state of a session: the system knows the conversation. */
  private static final String OPENED = "opened";

  /** The state of a session: the conversation is closed, or goes on at another desk. */
  private static final String OVER = "over";

  private static final int TEXT = 65_536;
  private static final long LARGEST = 100L * 1024 * 1024;

  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of(
              "text",
              "media",
              "location",
              "contacts",
              "choice-reply",
              "form-reply",
              "order",
              "reaction",
              "edit",
              "deletion",
              "notice"),
          TEXT,
          TEXT,
          Arrays.stream(MediaKind.values())
              .collect(
                  Collectors.toMap(Function.identity(), _ -> new MediaLimit(LARGEST, Set.of()))),
          null,
          null,
          Set.of(
              Feature.RECEIPTS,
              Feature.ACCEPTED_RECEIPTS,
              Feature.SENT_RECEIPTS,
              Feature.READ_RECEIPTS,
              Feature.SHOWS_FAILURES,
              Feature.CHOICE_REPLIES,
              Feature.QUOTES));

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          KIND,
          Side.DESK,
          "API and webhooks (bots, AI agents, any system)",
          ApiSettings.FORM,
          null,
          null,
          CAPABILITIES,
          new Limits(null, null, null, null, 16, 4),
          List.of(URI.create("https://www.standardwebhooks.com/")));

  private final OutboundHttp http;
  private final ApiMedia files;

  public ApiDesk(OutboundHttp http) {
    this.http = http;
    this.files = new ApiMedia(http);
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public List<WebhookRoute> routes() {
    return ApiIngress.ROUTES;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return ApiIngress.receive(request, ApiSettings.of(settings).apiKeys());
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable {
    return ApiIngress.split(request);
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return null;
  }

  @Override
  public List<Secret> apiKeys(Settings settings) {
    return ApiSettings.of(settings).apiKeys();
  }

  @Override
  public DeskEvent decode(String part) throws WebhookUnreadable {
    return ApiDecoder.decode(part);
  }

  /** A conversation that is new to the system, or was over, is announced first. */
  @Override
  public Delivery deliver(Message message, Context context) {
    @Nullable Session session = context.session();
    @Nullable String before = session == null ? null : session.state();
    boolean ends = ends(message.content());
    if ((before == null || before.equals(OVER) && !ends)
        && open(message, context) instanceof Delivery failed) {
      return failed;
    }
    String now = ends ? OVER : OPENED;
    JsonNode event = ApiEncoder.message(message, context.media(), context.language());
    String id = message.id().value();
    Delivery outcome =
        post(
            Operation.SEND_MESSAGE,
            id,
            event,
            context,
            answer -> ApiAnswer.read(answer, id, message));
    return outcome instanceof Delivery.Accepted accepted && !now.equals(before)
        ? new Delivery.Accepted(
            accepted.id(), new Session(null, now, Instant.now()), accepted.reply())
        : outcome;
  }

  /** Whether the system has the conversation no longer. */
  private static boolean ends(Content content) {
    return content instanceof Content.Notice(var about, var _)
        && (about == NoticeKind.CONVERSATION_CLOSED || about == NoticeKind.HANDED_OVER);
  }

  /** Returns the failure, if the message must wait for it. */
  private @Nullable Delivery open(Message first, Context context) {
    String id = first.id() + "-opened";
    return switch (post(Operation.SEND_MESSAGE, id, ApiEncoder.opened(first), context)) {
      case Delivery.Accepted _ -> null;
      // a system that does not know this event still gets the message
      case Delivery.Refused refused when refused.scope() == FailureScope.MESSAGE -> null;
      case Delivery failed -> failed;
    };
  }

  @Override
  public Delivery show(Receipt receipt, Context context) {
    String id = receipt.about() + "-" + receipt.status().name().toLowerCase(Locale.ROOT);
    return post(Operation.SEND_RECEIPT, id, ApiEncoder.status(receipt), context);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return files.open(file);
  }

  /** Posts a test event: the only way to learn that the system answers. */
  @Override
  public List<Probe> check(Context context) {
    String check = "The events URL accepts a signed event";
    return List.of(
        switch (post(Operation.SET_UP, "ping-" + UUID.randomUUID(), EventForm.ping(), context)) {
          case Delivery.Accepted _ -> Probe.ok(check, "test.ping was answered with 2xx");
          case Delivery.Refused(var reason, var detail, var _) -> failed(check, detail);
          case Delivery.Deferred(var _, var _, var detail, var _) -> failed(check, detail);
          case Delivery.Uncertain(var detail) -> failed(check, detail);
        });
  }

  private static Probe failed(String check, String found) {
    return Probe.failed(
        check, found, "Check the events URL, and that the system answers test.ping with 200.");
  }

  /** Reads the reply in the answer to an event. */
  private interface Reading {
    @Nullable DirectReply of(OutboundAnswer answer);
  }

  private Delivery post(Operation operation, String id, JsonNode event, Context context) {
    return post(operation, id, event, context, _ -> null);
  }

  private Delivery post(
      Operation operation, String id, JsonNode event, Context context, Reading reading) {
    ApiSettings settings = ApiSettings.of(context.settings());
    String body = OutsideJson.write(event);
    long now = Instant.now().getEpochSecond();
    OutboundRequest request =
        OutboundRequest.of("POST", settings.eventsUrl(), OutboundBody.json(body))
            .header("webhook-id", id)
            .header("webhook-timestamp", String.valueOf(now))
            .header("webhook-signature", EventSigner.sign(id, now, body, settings.signingSecrets()))
            .by(KIND, operation);
    try (OutboundAnswer answer = http.send(request)) {
      Delivery outcome = ApiErrors.outcome(new ExternalId(id), answer);
      return outcome instanceof Delivery.Accepted accepted
          ? new Delivery.Accepted(accepted.id(), null, reading.of(answer))
          : outcome;
    } catch (IOException e) {
      return ApiErrors.outcome(e);
    }
  }
}
