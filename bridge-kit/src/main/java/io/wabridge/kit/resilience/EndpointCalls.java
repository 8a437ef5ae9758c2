package io.wabridge.kit.resilience;

import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.model.Delivery;
import io.wabridge.model.FailureScope;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.Reason;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenUnavailable;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.Context;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the endpoints of one side, in this order: limits, credential, token, the call itself,
 * and what its outcome means for the calls after it.
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
   * Makes the call, or says when it can be made. Until {@code step} is called nothing has been
   * begun. A refusal of the credentials holds the envelope: it says nothing about the message.
   */
  public Outcome make(
      Endpoint endpoint, CallRequest request, Function<Call<C>, Outcome> step) {
    var connector = connectors.of(endpoint.kind());
    var guard = guards.of(endpoint, connector);
    var permit = new CallPermit();
    try {
      return switch (guard.ask(permit, endpoint.settings().credentials(), request)) {
        case EndpointGuard.Answer.Go(var credential) ->
            withToken(call(endpoint, connector, credential, permit), step);
        case EndpointGuard.Answer.Wait(var wait) -> {
          guards.meters().waits(endpoint, wait.reason());
          yield wait.toOutcome();
        }
        case EndpointGuard.Answer.Drop() -> {
          guards.meters().dropped(endpoint.tenant());
          yield Outcome.DONE;
        }
      };
    } finally {
      permit.close();
    }
  }

  private Call<C> call(Endpoint endpoint, C connector, String credential, CallPermit permit) {
    var settings = endpoint.settings().as(credential);
    var source = tokens.of(endpoint, credential, connector);
    return new Call<>(connector, new Context(settings, source, media, null, null), permit);
  }

  /** Gets the token before anything is begun: a call that cannot be made leaves no trace. */
  private static <C extends Connector> Outcome withToken(
      Call<C> call, Function<Call<C>, Outcome> step) {
    var missing = call.recordMissingToken();
    return missing == null ? step.apply(call) : outcome(missing);
  }

  /** What the outcome of a call means for an envelope whose call may be repeated. */
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
   * One call that may be made.
   *
   * @param <C> the side's connector contract
   */
  public record Call<C extends Connector>(C connector, Context context, CallPermit permit) {

    /** The same call with more in its context: the session, the id of the uploaded file. */
    public Call<C> with(UnaryOperator<Context> change) {
      return new Call<>(connector, change.apply(context), permit);
    }

    /** Makes the call; the guard may know better how long to wait, or another way. */
    public Delivery send(BiFunction<C, Context, Delivery> request) {
      return permit.recordOutcome(answered(request));
    }

    /** Makes a call that comes before it; its success has not brought the message anywhere. */
    public Delivery prepare(BiFunction<C, Context, Delivery> request) {
      var delivery = answered(request);
      return delivery instanceof Delivery.Accepted ? delivery : permit.recordOutcome(delivery);
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
