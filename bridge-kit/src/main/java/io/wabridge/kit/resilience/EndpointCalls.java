package io.wabridge.kit.resilience;

import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.FailureScope;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Session;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenUnavailable;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.UploadsMedia;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to the endpoints of one side, in this order: limits, credential, token, the call
 * itself, and the effect of its outcome on later calls.
 *
 * @param <C> the side's connector contract
 */
public final class EndpointCalls<C extends Connector> {

  private static final Duration RETRY = Duration.ofSeconds(3);

  private final EndpointGuards guards;
  private final Connectors<C> connectors;
  private final Tokens tokens;
  private final MediaBytes media;

  public EndpointCalls(
      EndpointGuards guards, Connectors<C> connectors, Tokens tokens, MediaBytes media) {
    this.guards = guards;
    this.connectors = connectors;
    this.tokens = tokens;
    this.media = media;
  }

  /**
   * Makes the call, or returns when it can be made. Until {@code step} is called, nothing has
   * begun. A refusal of the credentials holds the envelope: it says nothing about the message. A
   * receipt for which no call is left is dropped.
   */
  public Outcome make(Endpoint endpoint, CallRequest request, Function<Call<C>, Outcome> step) {
    return make(endpoint, request, step, () -> dropped(endpoint));
  }

  /**
   * The same, with another outcome for a receipt for which no call is left.
   *
   * @param scarce is called when the call limit is used up, and the receipt has waited long enough
   *     in its conversation
   */
  public Outcome make(
      Endpoint endpoint,
      CallRequest request,
      Function<Call<C>, Outcome> step,
      Supplier<Outcome> scarce) {
    var connector = connectors.of(endpoint.kind());
    var guard = guards.of(endpoint, connector);
    var permit = new CallPermit();
    try {
      return switch (guard.ask(permit, endpoint.settings().credentials(), request)) {
        case EndpointGuard.Answer.Go(var credential) -> {
          permit.onOutcome(outcome -> reported(endpoint, guard, outcome));
          yield withToken(call(endpoint, connector, credential, permit), step);
        }
        case EndpointGuard.Answer.Wait(var wait) -> {
          guards.meters().waits(endpoint, wait.reason());
          yield wait.toOutcome();
        }
        case EndpointGuard.Answer.Scarce() -> scarce.get();
      };
    } finally {
      permit.close();
    }
  }

  /** Counts a receipt that the endpoint does not get. */
  public Outcome dropped(Endpoint endpoint) {
    guards.meters().dropped(endpoint.tenant());
    return Outcome.DONE;
  }

  private Delivery reported(Endpoint endpoint, EndpointGuard guard, Delivery outcome) {
    switch (outcome) {
      case Delivery.Accepted _ -> guards.credentialReports().accepted(endpoint);
      case Delivery.Deferred deferred
          when deferred.scope() == FailureScope.CREDENTIAL && guard.credentialsWorking() == 0 ->
          guards
              .credentialReports()
              .refused(endpoint, deferred.reason().sentence() + " " + deferred.detail());
      default -> {}
    }
    return outcome;
  }

  /** Makes the call that sends a message. */
  public Outcome message(Endpoint endpoint, Message message, Function<Call<C>, Outcome> step) {
    var uploads =
        hasFile(message.content()) && connectors.of(endpoint.kind()) instanceof UploadsMedia;
    return make(endpoint, CallRequest.message(message, uploads), step);
  }

  private static boolean hasFile(Content content) {
    return switch (content) {
      case Content.Media _ -> true;
      case Content.Template template -> template.values().file().isPresent();
      default -> false;
    };
  }

  private Call<C> call(Endpoint endpoint, C connector, String credential, CallPermit permit) {
    var settings = endpoint.settings().as(credential);
    var source = tokens.of(endpoint, credential, connector);
    return new Call<>(
        connector, new Context(settings, source, media, null, null, endpoint.language()), permit);
  }

  /** Gets the token before anything has begun: a call that cannot be made has no effect. */
  private static <C extends Connector> Outcome withToken(
      Call<C> call, Function<Call<C>, Outcome> step) {
    var missing = call.recordMissingToken();
    return missing == null ? step.apply(call) : outcome(missing);
  }

  /** The outcome of the step for an envelope whose call may be repeated. */
  public static Outcome outcome(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Accepted _ -> Outcome.DONE;
      case Delivery.Refused refused -> new Outcome.Park(refused.reason(), refused.detail());
      case Delivery.Deferred deferred ->
          new Outcome.Later(deferred.after(), deferred.reason(), deferred.detail());
      case Delivery.Uncertain uncertain ->
          new Outcome.Later(RETRY, Reason.OUTCOME_UNKNOWN, uncertain.detail());
    };
  }

  /**
   * The result of the upload that precedes a call.
   *
   * @param <C> the side's connector contract
   */
  public sealed interface Uploaded<C extends Connector> {
    /** The file was uploaded, or none is needed. */
    record Ready<C extends Connector>(Call<C> call) implements Uploaded<C> {}

    /** Refused or deferred. */
    record NotReady<C extends Connector>(Delivery delivery) implements Uploaded<C> {}
  }

  /**
   * One call that may be made.
   *
   * @param <C> the side's connector contract
   */
  public record Call<C extends Connector>(C connector, Context context, CallPermit permit) {

    /** The same call with the connector's session of the conversation. */
    public Call<C> with(@Nullable Session session) {
      return new Call<>(connector, context.with(session), permit);
    }

    /**
     * Makes the call; the result may have a different waiting time, or allow another credential.
     */
    public Delivery send(BiFunction<C, Context, Delivery> request) {
      return permit.recordOutcome(answered(request));
    }

    /**
     * Uploads the message's file, if the connector needs that before the message. Nothing has begun
     * yet: any outcome may be repeated.
     */
    public Uploaded<C> upload(Message message) {
      if (!hasFile(message.content()) || !(connector instanceof UploadsMedia uploads)) {
        return new Uploaded.Ready<>(this);
      }
      return switch (answered((_, context) -> uploads.upload(message, context))) {
        case Delivery.Accepted accepted ->
            new Uploaded.Ready<>(
                new Call<>(connector, context.withUploaded(accepted.id()), permit));
        case Delivery.Uncertain(var detail) ->
            new Uploaded.NotReady<>(
                permit.recordOutcome(new Delivery.Deferred(RETRY, Reason.UNAVAILABLE, detail)));
        case Delivery failed -> new Uploaded.NotReady<>(permit.recordOutcome(failed));
      };
    }

    private Delivery answered(BiFunction<C, Context, Delivery> request) {
      try {
        return request.apply(connector, context);
      } catch (TokenRefused | TokenUnavailable e) {
        return noToken(e);
      }
    }

    private @Nullable Delivery recordMissingToken() {
      try {
        context.tokens().token();
        return null;
      } catch (TokenRefused | TokenUnavailable e) {
        return permit.recordOutcome(noToken(e));
      }
    }

    private static Delivery noToken(RuntimeException e) {
      var detail = String.valueOf(e.getMessage());
      return switch (e) {
        case TokenRefused refused ->
            new Delivery.Refused(refused.reason(), detail, FailureScope.CREDENTIAL);
        case TokenUnavailable unavailable ->
            new Delivery.Deferred(RETRY, unavailable.reason(), detail);
        default -> throw e;
      };
    }
  }
}
