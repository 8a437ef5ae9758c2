package io.wabridge.genesys.api;

import io.wabridge.connectors.desk.DeskConnector;
import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.resilience.CallPermit;
import io.wabridge.kit.resilience.CallPriority;
import io.wabridge.kit.resilience.DeskGuards;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskClient;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.Reason;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import io.wabridge.model.TokenUnavailable;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Calls to desks: through the desk's gate, signed in, and what became of them. */
@Component
class DeskCalls {

  private static final Duration RETRY_DELAY = Duration.ofSeconds(3);

  private final DeskGuards guards;
  private final DeskConnectors connectors;
  private final Tokens tokens;

  DeskCalls(DeskGuards guards, DeskConnectors connectors, Tokens tokens) {
    this.guards = guards;
    this.connectors = connectors;
    this.tokens = tokens;
  }

  /** What is done with a call that may be made. */
  Outcome call(Desk desk, String callKey, CallPriority priority, Function<Call, Outcome> step) {
    return guards.call(
        desk, callKey, priority, (permit, client) -> newCall(desk, permit, client).withToken(step));
  }

  private Call newCall(Desk desk, CallPermit permit, DeskClient client) {
    return new Call(
        connectors.of(desk.kind()), desk.settings(), tokens.of(desk.id(), client), permit);
  }

  /** What is said to the desk. */
  @FunctionalInterface
  interface DeskRequest {
    Delivery send(DeskConnector connector, DeskSettings settings, TokenSource tokens);
  }

  /** One call that the gate let through. */
  record Call(
      DeskConnector connector, DeskSettings settings, TokenSource tokens, CallPermit permit) {

    /** Says it; what comes back is what the gate makes of the answer. */
    Delivery send(DeskRequest request) {
      return permit.recordOutcome(answer(request));
    }

    private Delivery answer(DeskRequest request) {
      try {
        return request.send(connector, settings, tokens);
      } catch (TokenRefused e) {
        return noToken(e);
      } catch (TokenUnavailable e) {
        return noToken(e);
      }
    }

    /** Signs in before anything is begun: what cannot be said now has left no trace. */
    private Outcome withToken(Function<Call, Outcome> step) {
      try {
        tokens.token();
      } catch (TokenRefused e) {
        return outcome(permit.recordOutcome(noToken(e)));
      } catch (TokenUnavailable e) {
        return outcome(permit.recordOutcome(noToken(e)));
      }
      return step.apply(this);
    }

    private static Delivery noToken(TokenRefused e) {
      return new Delivery.Refused(e.reason(), String.valueOf(e.getMessage()));
    }

    private static Delivery noToken(TokenUnavailable e) {
      return new Delivery.Deferred(RETRY_DELAY, e.reason(), String.valueOf(e.getMessage()));
    }
  }

  /** What an answer means for an envelope that a desk may get twice. */
  static Outcome outcome(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Accepted _ -> Outcome.DONE;
      case Delivery.Refused refused -> new Outcome.Park(refused.reason(), refused.detail());
      case Delivery.Deferred deferred ->
          new Outcome.Later(deferred.after(), deferred.reason(), deferred.detail());
      case Delivery.Uncertain uncertain ->
          new Outcome.Later(RETRY_DELAY, Reason.OUTCOME_UNKNOWN, uncertain.detail());
    };
  }
}
