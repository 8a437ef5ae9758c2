package io.wabridge.connectors.channel;

import java.util.List;

/** All providers we speak to. */
public record ChannelConnectors(List<ChannelConnector> all) {

  public ChannelConnector of(String provider) {
    return all.stream()
        .filter(connector -> connector.kind().equals(provider))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no connector speaks to " + provider));
  }
}
