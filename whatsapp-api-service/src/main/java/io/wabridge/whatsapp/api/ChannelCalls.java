package io.wabridge.whatsapp.api;

import io.wabridge.connectors.channel.ChannelConnector;
import io.wabridge.connectors.channel.ChannelConnectors;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.resilience.CallPermit;
import io.wabridge.kit.resilience.ChannelGuards;
import io.wabridge.model.ChannelSettings;
import io.wabridge.model.Delivery;
import io.wabridge.model.Message;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import io.wabridge.model.TokenUnavailable;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Calls to channels: through the channel's gate, and what became of them. Twin of DeskCalls. */
@Component
class ChannelCalls {

  private static final Duration RETRY_DELAY = Duration.ofSeconds(3);

  private final ChannelGuards guards;
  private final ChannelConnectors connectors;
  private final Tokens tokens;

  ChannelCalls(ChannelGuards guards, ChannelConnectors connectors, Tokens tokens) {
    this.guards = guards;
    this.connectors = connectors;
    this.tokens = tokens;
  }

  /** What is done with a call that may be made for a message. */
  Outcome forMessage(Channel channel, Message message, Function<Call, Outcome> step) {
    return guards.forMessage(channel, message, permit -> call(channel, permit).withToken(step));
  }

  /** The same for a mark, which costs no message. */
  Outcome forReadMark(Channel channel, Function<Call, Outcome> step) {
    return guards.forReadMark(channel, permit -> call(channel, permit).withToken(step));
  }

  private Call call(Channel channel, CallPermit permit) {
    return new Call(
        connectors.of(channel.provider()), channel.settings(), tokens.of(channel.id()), permit);
  }

  /** What is said to the channel. */
  @FunctionalInterface
  interface ProviderRequest {
    Delivery send(ChannelConnector connector, ChannelSettings settings, TokenSource tokens);
  }

  /** One call that the gate let through. */
  record Call(
      ChannelConnector connector, ChannelSettings settings, TokenSource tokens, CallPermit permit) {

    /** Says it; what comes back is what the gate makes of the answer. */
    Delivery send(ProviderRequest request) {
      return permit.recordOutcome(answer(request));
    }

    /** Says what comes before it; a success there has not got the message anywhere yet. */
    Delivery prepare(ProviderRequest request) {
      var delivery = answer(request);
      return delivery instanceof Delivery.Accepted ? delivery : permit.recordOutcome(delivery);
    }

    private Delivery answer(ProviderRequest request) {
      try {
        return request.send(connector, settings, tokens);
      } catch (TokenRefused e) {
        return new Delivery.Refused(e.reason(), String.valueOf(e.getMessage()));
      } catch (TokenUnavailable e) {
        return new Delivery.Deferred(RETRY_DELAY, e.reason(), String.valueOf(e.getMessage()));
      }
    }

    /** Has a token before anything is begun: what began without one would stay uncertain. */
    private Outcome withToken(Function<Call, Outcome> step) {
      try {
        tokens.token();
      } catch (TokenUnavailable e) {
        return new Outcome.Later(RETRY_DELAY, e.reason(), String.valueOf(e.getMessage()));
      } catch (TokenRefused e) {
        return step.apply(this); // whoever speaks is told the same, and the agent with him
      }
      return step.apply(this);
    }
  }
}
