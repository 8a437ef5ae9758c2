package io.wabridge.kit.lane;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The parts a stage puts together to read and to publish. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LaneProperties.class)
public class LaneConfiguration {

  @Bean
  Lanes lanes(LaneProperties properties) {
    return new Lanes(properties);
  }

  @Bean
  EnvelopeCodec envelopeCodec(JsonMapper json) {
    return new EnvelopeCodec(json);
  }

  @Bean
  ConfirmedChannel confirmedChannel(
      CachingConnectionFactory spring, Lanes lanes, LaneProperties properties) {
    return new ConfirmedChannel(plain(spring), lanes, properties.confirmTimeout());
  }

  @Bean
  LanePublisher lanePublisher(ConfirmedChannel channel, Lanes lanes, EnvelopeCodec codec) {
    return new LanePublisher(channel, lanes, codec);
  }

  @Bean
  LaneReaders laneReaders(
      CachingConnectionFactory spring,
      LaneProperties properties,
      Lanes lanes,
      EnvelopeCodec codec,
      Parking parking,
      Holding holding,
      MeterRegistry meters) {
    return new LaneReaders(plain(spring), properties, lanes, codec, parking, holding, meters);
  }

  /** Addresses and credentials as Spring read them, without its channel cache and recovery. */
  private static ConnectionFactory plain(CachingConnectionFactory spring) {
    var factory = spring.getRabbitConnectionFactory().clone();
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setMetricsCollector(new NoOpMetricsCollector());
    factory.setConnectionTimeout(1000);
    factory.setHandshakeTimeout(5000);
    factory.setChannelRpcTimeout(5000);
    factory.setRequestedHeartbeat(5);
    return factory;
  }
}
