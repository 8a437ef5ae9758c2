package io.wabridge.kit.connection;

import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.EndpointSetup;
import io.wabridge.kit.client.Endpoints;
import io.wabridge.model.connector.Connector;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * Checks the endpoints of one side in the background, one after the other. tenant-service says
 * which are due, and gives each to one process.
 */
public final class EndpointWatch<E extends Endpoint, C extends Connector> {

  private static final Logger log = LoggerFactory.getLogger(EndpointWatch.class);

  private final String side;
  private final Endpoints<E> endpoints;
  private final EndpointConnection<E, C> connection;
  private final EndpointSetup setup;

  /** For the side "channels" or "desks". */
  public EndpointWatch(
      String side,
      Endpoints<E> endpoints,
      EndpointConnection<E, C> connection,
      EndpointSetup setup) {
    this.side = side;
    this.endpoints = endpoints;
    this.connection = connection;
    this.setup = setup;
  }

  public void checkDue() {
    List<String> due;
    try {
      due = setup.due(side);
    } catch (RestClientException e) {
      log.atDebug().log("tenant-service does not say which {} are due for a check", side);
      return;
    }
    due.forEach(this::check);
  }

  private void check(String id) {
    try {
      endpoints.find(id).filter(Endpoint::active).ifPresent(connection::watch);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("endpoint", id)
          .log("a check in the background failed: {}", e.getMessage());
    }
  }
}
