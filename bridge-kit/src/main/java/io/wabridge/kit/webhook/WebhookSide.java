package io.wabridge.kit.webhook;

import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.Endpoints;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.model.Direction;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The differences between the two sides in the intake of webhooks.
 *
 * @param service the stage's name
 * @param normalizer the queue of the stage that decodes the parts
 * @param part a part of an endpoint's webhook as payload
 * @param unknownEndpoint why a part is parked that is for an endpoint the tenant does not have
 * @param former the same endpoint as it was before it was moved to another product: what that still
 *     sends is accepted
 * @param publisher publishes with confirm; throws when the broker did not confirm
 */
public record WebhookSide<E extends Endpoint, C extends Connector>(
    String service,
    Direction direction,
    String normalizer,
    Endpoints<E> endpoints,
    Connectors<C> connectors,
    BiFunction<E, String, Payload> part,
    Reason unknownEndpoint,
    Function<E, Optional<E>> former,
    Consumer<List<Outgoing>> publisher) {

  /** The endpoint, and what it was before. */
  List<E> views(E endpoint) {
    return Stream.concat(Stream.of(endpoint), former.apply(endpoint).stream()).toList();
  }
}
