package io.wabridge.gateway.limit;

import io.wabridge.kit.access.AddressRange;
import java.net.InetAddress;
import java.nio.channels.Channel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Counts the open connections of each address, and refuses those above the limit. */
final class AddressConnections {

  /** After so many new connections, the closed ones of all addresses are removed. */
  private static final int SWEEP = 1000;

  private final int most;
  private final List<IpAddressMatcher> unlimited;
  private final Map<String, Set<Channel>> open = new HashMap<>();
  private int sinceSweep;

  /**
   * @param unlimited addresses and ranges without a limit
   */
  AddressConnections(int most, List<String> unlimited) {
    this.most = most;
    this.unlimited = unlimited.stream().map(IpAddressMatcher::new).toList();
  }

  /** Whether the address may open this connection. */
  boolean admit(InetAddress address, Channel connection) {
    var text = address.getHostAddress().replaceFirst("%.*", ""); // the interface
    if (unlimited.stream().anyMatch(range -> range.matches(text))) {
      return true;
    }
    return admit(AddressRange.of(text), connection);
  }

  private synchronized boolean admit(String range, Channel connection) {
    if (++sinceSweep >= SWEEP) {
      sinceSweep = 0;
      open.values().forEach(AddressConnections::removeClosed);
      open.values().removeIf(Set::isEmpty);
    }
    var connections = open.computeIfAbsent(range, _ -> new HashSet<>());
    if (connections.size() >= most) {
      removeClosed(connections);
    }
    return connections.size() < most && connections.add(connection);
  }

  private static void removeClosed(Set<Channel> connections) {
    connections.removeIf(connection -> !connection.isOpen());
  }
}
