package io.wabridge.whatsapp.api;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.connection.EndpointWatch;
import io.wabridge.model.connector.ChannelConnector;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Checks the channels that are due. */
@Component
class ChannelWatch {

  private final EndpointWatch<Channel, ChannelConnector> watch;

  ChannelWatch(EndpointWatch<Channel, ChannelConnector> watch) {
    this.watch = watch;
  }

  @Scheduled(fixedDelayString = "${bridge.health.poll:5s}", initialDelay = 10_000)
  void checkDue() {
    watch.checkDue();
  }
}
