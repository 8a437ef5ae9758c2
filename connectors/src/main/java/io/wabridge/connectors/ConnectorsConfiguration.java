package io.wabridge.connectors;

import io.wabridge.connectors.channel.cloud.CloudChannel;
import io.wabridge.connectors.channel.dialog360.Dialog360Channel;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.model.CallListener;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** All connectors; a new connector adds a line here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutsideProperties.class)
public class ConnectorsConfiguration {

  @Bean
  OutboundHttp outboundHttp(OutsideProperties properties, ObjectProvider<CallListener> listener) {
    return new OutboundHttp(properties, listener.getIfAvailable(() -> (_, _, _, _) -> {}));
  }

  @Bean
  Connectors<ChannelConnector> channelConnectors(OutboundHttp http) {
    return new Connectors<>(List.of(new CloudChannel(http), new Dialog360Channel(http)));
  }

  @Bean
  Connectors<DeskConnector> deskConnectors(OutboundHttp http) {
    return new Connectors<>(List.of(new GenesysDesk(http)));
  }
}
