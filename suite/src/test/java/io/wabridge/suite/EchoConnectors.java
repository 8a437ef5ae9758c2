package io.wabridge.suite;

import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.testkit.echo.EchoChannel;
import io.wabridge.testkit.echo.EchoDesk;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Adds a test channel and a test desk to every service that has connectors. */
@AutoConfiguration
@ConditionalOnBean(ConnectorsConfiguration.class)
class EchoConnectors {

  @Bean
  EchoChannel echoChannel() {
    return new EchoChannel();
  }

  @Bean
  EchoDesk echoDesk() {
    return new EchoDesk();
  }
}
