package io.wabridge.kit.lane;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The broker: one node, or those of a cluster, of which any will do. */
public final class BrokerNodes {

  private final ConnectionFactory connections;
  private final List<Address> addresses;

  BrokerNodes(ConnectionFactory connections, List<Address> addresses) {
    this.connections = connections;
    this.addresses = List.copyOf(addresses);
  }

  /** The one the factory names. */
  public static BrokerNodes single(ConnectionFactory connections) {
    return new BrokerNodes(
        connections, List.of(new Address(connections.getHost(), connections.getPort())));
  }

  /** To any that answers, so that connections spread over all. */
  Connection connect(String name) throws IOException, TimeoutException {
    var inAnyOrder = new ArrayList<>(addresses);
    Collections.shuffle(inAnyOrder);
    return connections.newConnection(inAnyOrder, name);
  }

  /** Whether leaving one of them can help. */
  boolean hasSeveral() {
    return addresses.size() > 1;
  }
}
