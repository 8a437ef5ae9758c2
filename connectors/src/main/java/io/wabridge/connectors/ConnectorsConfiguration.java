package io.wabridge.connectors;

import io.wabridge.connectors.channel.aws.AwsChannel;
import io.wabridge.connectors.channel.chatwoot.ChatwootChannel;
import io.wabridge.connectors.channel.cloud.CloudChannel;
import io.wabridge.connectors.channel.dialog360.Dialog360Channel;
import io.wabridge.connectors.channel.twilio.TwilioChannel;
import io.wabridge.connectors.desk.api.ApiDesk;
import io.wabridge.connectors.desk.chatwoot.ChatwootDesk;
import io.wabridge.connectors.desk.connect.ConnectDesk;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.connectors.desk.history.HistoryDesk;
import io.wabridge.model.CallListener;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * All connectors. A new connector adds a line here; one from another module is a bean of its
 * configuration.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutsideProperties.class)
public class ConnectorsConfiguration {

  @Bean
  OutboundHttp outboundHttp(OutsideProperties properties, ObjectProvider<CallListener> listener) {
    return new OutboundHttp(properties, listener.getIfAvailable(() -> (_, _, _, _) -> {}));
  }

  @Bean
  Connectors<ChannelConnector> channelConnectors(
      OutboundHttp http, ObjectProvider<ChannelConnector> further) {
    return all(
        List.of(
            new CloudChannel(http),
            new Dialog360Channel(http),
            new TwilioChannel(http),
            new AwsChannel(http),
            new ChatwootChannel(http)),
        further);
  }

  @Bean
  Connectors<DeskConnector> deskConnectors(
      OutboundHttp http, ObjectProvider<DeskConnector> further) {
    return all(
        List.of(
            new GenesysDesk(http),
            new ChatwootDesk(http),
            new ConnectDesk(http),
            new ApiDesk(http),
            new HistoryDesk()),
        further);
  }

  private static <C extends Connector> Connectors<C> all(List<C> own, ObjectProvider<C> further) {
    return new Connectors<>(Stream.concat(own.stream(), further.orderedStream()).toList());
  }
}
