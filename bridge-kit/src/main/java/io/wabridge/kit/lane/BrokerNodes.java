package io.wabridge.kit.lane;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The nodes of the broker: one, or those of a cluster; any node can be used. */
public final class BrokerNodes {

  private final ConnectionFactory connections;
  private final List<Address> addresses;

  BrokerNodes(ConnectionFactory connections, List<Address> addresses) {
    this.connections = connections;
    this.addresses = List.copyOf(addresses);
  }

  /** The node of the connection factory. */
  public static BrokerNodes single(ConnectionFactory connections) {
    return new BrokerNodes(
        connections, List.of(new Address(connections.getHost(), connections.getPort())));
  }

  /** Connects to a random node that answers, so that connections are spread over the nodes. */
  Connection connect(String name) throws IOException, TimeoutException {
    var inAnyOrder = new ArrayList<>(addresses);
    Collections.shuffle(inAnyOrder);
    return connections.newConnection(inAnyOrder, name);
  }

  /** Whether there is another node to connect to. */
  boolean hasSeveral() {
    return addresses.size() > 1;
  }
}
