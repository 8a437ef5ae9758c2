package io.wabridge.kit.lane;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.telemetry.Traces;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
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
  LanePublisher lanePublisher(
      ConfirmedChannel channel, Lanes lanes, EnvelopeCodec codec, Traces traces) {
    return new LanePublisher(channel, lanes, codec, traces);
  }

  @Bean
  LaneReaders laneReaders(
      CachingConnectionFactory spring,
      LaneProperties properties,
      Lanes lanes,
      EnvelopeCodec codec,
      Parking parking,
      Holding holding,
      MeterRegistry meters,
      Traces traces) {
    return new LaneReaders(
        plain(spring), properties, lanes, codec, parking, holding, meters, traces);
  }

  @Bean
  HealthIndicator lanesHealthIndicator(ObjectProvider<LaneReader> readers) {
    return new LanesHealth(readers);
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
