package io.wabridge.tenant;

import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The product's connectors, and two that exist in tests only and have every type of field. */
@TestConfiguration(proxyBeanMethods = false)
class EchoConnectors {

  @Bean
  @Primary
  Connectors<ChannelConnector> withEchoChannel(
      @Qualifier("channelConnectors") Connectors<ChannelConnector> product) {
    return new Connectors<>(
        Stream.concat(product.all().stream(), Stream.of(new EchoChannel())).toList());
  }

  @Bean
  @Primary
  Connectors<DeskConnector> withEchoDesk(
      @Qualifier("deskConnectors") Connectors<DeskConnector> product) {
    return new Connectors<>(
        Stream.concat(List.<DeskConnector>copyOf(product.all()).stream(), Stream.of(new EchoDesk()))
            .toList());
  }
}
