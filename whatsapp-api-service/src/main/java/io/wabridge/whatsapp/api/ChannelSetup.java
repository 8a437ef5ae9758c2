package io.wabridge.whatsapp.api;

import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.EndpointSetup;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.connection.EndpointConnection;
import io.wabridge.kit.connection.EndpointWatch;
import io.wabridge.kit.connection.Rehearsals;
import io.wabridge.kit.connection.SandboxProperties;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How channels are connected, watched, and tried with the sandbox. The counterpart is DeskSetup.
 */
@Configuration(proxyBeanMethods = false)
class ChannelSetup {

  @Bean
  EndpointConnection<Channel, ChannelConnector> connection(
      Tenants tenants,
      Connectors<ChannelConnector> connectors,
      Tokens tokens,
      MediaStore media,
      EndpointSetup setup,
      BridgeProperties bridge) {
    return new EndpointConnection<>(
        tenants.channels(),
        connectors,
        tokens,
        media,
        setup,
        channel -> URI.create(bridge.publicUrl() + "/webhooks/whatsapp/" + channel.id()));
  }

  @Bean
  EndpointWatch<Channel, ChannelConnector> watch(
      Tenants tenants,
      EndpointConnection<Channel, ChannelConnector> connection,
      EndpointSetup setup) {
    return new EndpointWatch<>("channels", tenants.channels(), connection, setup);
  }

  @Bean
  Rehearsals<ChannelConnector> rehearsals(
      Connectors<ChannelConnector> connectors, SandboxProperties sandbox) {
    return new Rehearsals<>(connectors, sandbox);
  }
}
