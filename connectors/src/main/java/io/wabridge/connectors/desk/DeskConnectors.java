package io.wabridge.connectors.desk;

import java.util.List;

/** All desks we speak to. */
public record DeskConnectors(List<DeskConnector> all) {

  public DeskConnector of(String kind) {
    return all.stream()
        .filter(connector -> connector.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no connector speaks to " + kind));
  }
}
