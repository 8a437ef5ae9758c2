package io.wabridge.genesys.api;

import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.EndpointSetup;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.connection.EndpointConnection;
import io.wabridge.kit.connection.EndpointWatch;
import io.wabridge.kit.connection.Rehearsals;
import io.wabridge.kit.connection.SandboxProperties;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How desks are connected, watched, and tried with the sandbox. The counterpart is ChannelSetup.
 */
@Configuration(proxyBeanMethods = false)
class DeskSetup {

  @Bean
  EndpointConnection<Desk, DeskConnector> connection(
      Tenants tenants,
      Connectors<DeskConnector> connectors,
      Tokens tokens,
      MediaStore media,
      EndpointSetup setup,
      BridgeProperties bridge) {
    return new EndpointConnection<>(
        tenants.desks(),
        connectors,
        tokens,
        media,
        setup,
        desk -> URI.create(bridge.publicUrl() + "/webhooks/" + desk.kind() + "/" + desk.id()));
  }

  @Bean
  EndpointWatch<Desk, DeskConnector> watch(
      Tenants tenants, EndpointConnection<Desk, DeskConnector> connection, EndpointSetup setup) {
    return new EndpointWatch<>("desks", tenants.desks(), connection, setup);
  }

  @Bean
  Rehearsals<DeskConnector> rehearsals(
      Connectors<DeskConnector> connectors, SandboxProperties sandbox) {
    return new Rehearsals<>(connectors, sandbox);
  }
}
