package io.wabridge.tenant.connector;

import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The connectors of both sides; a kind is the name of exactly one. */
@Component
public class ConnectorCatalog {

  private final SortedMap<String, Connector> byKind = new TreeMap<>();

  ConnectorCatalog(Connectors<ChannelConnector> channels, Connectors<DeskConnector> desks) {
    Stream.concat(channels.all().stream(), desks.all().stream()).forEach(this::add);
  }

  private void add(Connector connector) {
    if (byKind.put(connector.kind(), connector) != null) {
      throw new IllegalStateException("two connectors have the kind " + connector.kind());
    }
  }

  Optional<Connector> find(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  public Optional<Connector> find(Side side, String kind) {
    return find(kind).filter(connector -> connector.info().side() == side);
  }

  /** The kinds of a side, in alphabetical order. */
  public List<String> kinds(Side side) {
    return infos().stream().filter(info -> info.side() == side).map(ConnectorInfo::kind).toList();
  }

  /** All connectors, in the order of their kinds. */
  List<Connector> all() {
    return List.copyOf(byKind.values());
  }

  private List<ConnectorInfo> infos() {
    return byKind.values().stream().map(Connector::info).toList();
  }
}
