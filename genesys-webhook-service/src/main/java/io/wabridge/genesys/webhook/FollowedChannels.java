package io.wabridge.genesys.webhook;

import io.wabridge.kit.client.Tenants;
import io.wabridge.model.ChannelId;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import org.springframework.stereotype.Component;

/** The channels through which nothing can be sent. */
@Component
class FollowedChannels {

  private final Tenants tenants;
  private final Connectors<ChannelConnector> connectors;

  FollowedChannels(Tenants tenants, Connectors<ChannelConnector> connectors) {
    this.tenants = tenants;
    this.connectors = connectors;
  }

  boolean contain(ChannelId id) {
    return tenants
        .channel(id)
        .filter(
            channel -> connectors.of(channel.kind()).info().capabilities().has(Feature.READ_ONLY))
        .isPresent();
  }
}
