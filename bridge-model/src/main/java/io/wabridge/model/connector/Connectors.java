package io.wabridge.model.connector;

import java.util.List;
import java.util.Optional;

/**
 * All connectors of one side.
 *
 * @param <C> the side's contract
 */
public record Connectors<C extends Connector>(List<C> all) {

  public Connectors {
    all = List.copyOf(all);
    if (all.stream().map(Connector::kind).distinct().count() != all.size()) {
      throw new IllegalArgumentException("two connectors have the same kind");
    }
  }

  public Optional<C> find(String kind) {
    return all.stream().filter(connector -> connector.kind().equals(kind)).findFirst();
  }

  public C of(String kind) {
    return find(kind).orElseThrow(() -> new IllegalArgumentException("no connector " + kind));
  }
}
