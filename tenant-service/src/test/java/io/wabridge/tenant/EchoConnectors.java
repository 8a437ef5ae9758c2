package io.wabridge.tenant;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A channel and a desk that exist in tests only and have every type of field. */
@TestConfiguration(proxyBeanMethods = false)
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
