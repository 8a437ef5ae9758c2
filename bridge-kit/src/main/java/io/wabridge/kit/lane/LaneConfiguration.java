package io.wabridge.kit.lane;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.telemetry.Traces;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The beans that a stage needs to read and to publish. */
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
  LaneEncryption laneEncryption(
      FieldEncryption platform, LaneProperties properties, MeterRegistry meters) {
    return new LaneEncryption(platform, properties, meters);
  }

  /** Spring's addresses and credentials, without its channel cache and recovery. */
  @Bean
  BrokerNodes brokerNodes(CachingConnectionFactory spring, RabbitConnectionDetails details) {
    var factory = spring.getRabbitConnectionFactory().clone();
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setMetricsCollector(new NoOpMetricsCollector());
    factory.setConnectionTimeout(1000);
    factory.setHandshakeTimeout(5000);
    factory.setChannelRpcTimeout(5000);
    factory.setRequestedHeartbeat(5);
    return new BrokerNodes(
        factory,
        details.getAddresses().stream().map(one -> new Address(one.host(), one.port())).toList());
  }

  @Bean
  ConfirmedChannel confirmedChannel(
      BrokerNodes brokerNodes, Lanes lanes, LaneProperties properties) {
    return new ConfirmedChannel(brokerNodes, lanes, properties.confirmTimeout());
  }

  @Bean
  LanePublisher lanePublisher(
      ConfirmedChannel channel,
      Lanes lanes,
      EnvelopeCodec codec,
      LaneEncryption encryption,
      Traces traces) {
    return new LanePublisher(channel, lanes, codec, encryption, traces);
  }

  @Bean
  LaneReaders laneReaders(
      BrokerNodes brokerNodes,
      LaneProperties properties,
      Lanes lanes,
      EnvelopeCodec codec,
      LaneEncryption encryption,
      Parking parking,
      Holding holding,
      MeterRegistry meters,
      Traces traces) {
    return new LaneReaders(
        brokerNodes, properties, lanes, codec, encryption, parking, holding, meters, traces);
  }

  @Bean
  HealthIndicator lanesHealthIndicator(
      ObjectProvider<LaneReader> readers, ObjectProvider<LaneReaderGroup> groups) {
    return new LanesHealth(readers, groups);
  }
}
