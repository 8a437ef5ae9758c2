package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.channel.ChannelConnector;

/** The door of this package. */
public final class Cloud {

  private Cloud() {}

  public static ChannelConnector connector(OutboundHttp http) {
    return new CloudChannel(http);
  }
}
