package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.desk.DeskConnector;

/** The door of this package. */
public final class Genesys {

  private Genesys() {}

  public static DeskConnector connector(OutboundHttp http) {
    return new GenesysDesk(http);
  }
}
