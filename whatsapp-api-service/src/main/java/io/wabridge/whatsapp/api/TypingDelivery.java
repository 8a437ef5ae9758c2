package io.wabridge.whatsapp.api;

import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.resilience.CallPriority;
import io.wabridge.kit.resilience.CallRequest;
import io.wabridge.kit.resilience.EndpointCalls;
import io.wabridge.model.Payload;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.ShowsTyping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Shows the person that an agent is typing. Best effort: it is tried once, and not when late. */
@Component
class TypingDelivery {

  private static final Logger log = LoggerFactory.getLogger(TypingDelivery.class);

  private final Tenants tenants;
  private final Connectors<ChannelConnector> connectors;
  private final EndpointCalls<ChannelConnector> calls;

  TypingDelivery(
      Tenants tenants,
      Connectors<ChannelConnector> connectors,
      EndpointCalls<ChannelConnector> calls) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.calls = calls;
  }

  Outcome deliver(Payload.Typing typing) {
    var channel = tenants.channel(typing.channel());
    if (channel.isPresent()
        && !Payload.Typing.late(typing.at())
        && connectors.of(channel.get().kind()) instanceof ShowsTyping shows) {
      calls.make(
          channel.get(),
          CallRequest.signal(typing.conversationKey(), CallPriority.POSTPONED_RECEIPT),
          call -> {
            var delivery = call.send((_, context) -> shows.showTyping(typing.message(), context));
            log.atDebug()
                .addKeyValue("conversation", typing.conversation())
                .log("the person was shown that an agent is typing: {}", delivery);
            return Outcome.DONE;
          },
          () -> Outcome.DONE);
    }
    return Outcome.DONE;
  }
}
