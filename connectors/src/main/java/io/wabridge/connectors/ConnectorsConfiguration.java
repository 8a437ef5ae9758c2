package io.wabridge.connectors;

import io.wabridge.connectors.channel.ChannelConnector;
import io.wabridge.connectors.channel.ChannelConnectors;
import io.wabridge.connectors.channel.cloud.Cloud;
import io.wabridge.connectors.desk.DeskConnector;
import io.wabridge.connectors.desk.DeskConnectors;
import io.wabridge.connectors.desk.genesys.Genesys;
import io.wabridge.model.CallListener;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every connector as a bean; a new one is one more method here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutsideProperties.class)
public class ConnectorsConfiguration {

  @Bean
  OutboundHttp outboundHttp(OutsideProperties properties, ObjectProvider<CallListener> listener) {
    return new OutboundHttp(properties, listener.getIfAvailable(() -> (_, _, _, _) -> {}));
  }

  @Bean
  ChannelConnector cloudChannel(OutboundHttp http) {
    return Cloud.connector(http);
  }

  @Bean
  DeskConnector genesysDesk(OutboundHttp http) {
    return Genesys.connector(http);
  }

  @Bean
  ChannelConnectors channelConnectors(List<ChannelConnector> all) {
    return new ChannelConnectors(all);
  }

  @Bean
  DeskConnectors deskConnectors(List<DeskConnector> all) {
    return new DeskConnectors(all);
  }
}
