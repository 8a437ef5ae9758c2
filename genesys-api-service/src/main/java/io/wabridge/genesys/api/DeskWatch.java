package io.wabridge.genesys.api;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.connection.EndpointWatch;
import io.wabridge.model.connector.DeskConnector;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Checks the desks that are due. */
@Component
class DeskWatch {

  private final EndpointWatch<Desk, DeskConnector> watch;

  DeskWatch(EndpointWatch<Desk, DeskConnector> watch) {
    this.watch = watch;
  }

  @Scheduled(fixedDelayString = "${bridge.health.poll:5s}", initialDelay = 10_000)
  void checkDue() {
    watch.checkDue();
  }
}
