package io.wabridge.kit.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.encryption.TenantKeys;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.telemetry.Traces;
import io.wabridge.kit.telemetry.TracingClientInterceptor;
import java.net.URI;
import java.time.Duration;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Clients of the three core services. */
@Configuration(proxyBeanMethods = false)
public class CoreClientsConfiguration {

  /** Concurrent calls from one process to one core service. */
  private static final int CALLS = 32;

  /** For one of these calls; a caller that waited longer retries later. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  /** The longest time that the question for a lane may delay a webhook. */
  private static final Duration MAX_LANE_WAIT = Duration.ofMillis(300);

  private final BridgeProperties properties;
  private final Traces traces;
  private final ClientHttpRequestFactory requests;
  private final ClientHttpRequestFactory laneRequests;

  CoreClientsConfiguration(
      BridgeProperties properties,
      Traces traces,
      ClientHttpRequestFactoryBuilder<?> internalRequests) {
    this.properties = properties;
    this.traces = traces;
    this.requests =
        internalRequests.build(
            HttpClientSettings.defaults()
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10)));
    this.laneRequests =
        internalRequests.build(
            HttpClientSettings.defaults().withTimeouts(MAX_LANE_WAIT, MAX_LANE_WAIT));
  }

  @Bean
  RedisCache redisCache(StringRedisTemplate redis) {
    return new RedisCache(redis);
  }

  @Bean
  DeskAvailability deskAvailability(RedisCache redis) {
    return new DeskAvailability(redis);
  }

  @Bean
  ConversationMappings conversationMappings(RedisCache redis, MeterRegistry meters) {
    return new ConversationMappings(redis, meters);
  }

  @Bean
  Tenants knownTenants(RestClient.Builder builder, RedisCache redis) {
    return new Tenants(
        client(builder, properties.services().tenantService(), TenantApi.class), redis);
  }

  @Bean
  SuspendedTenants suspendedTenants(TenantDirectory directory) {
    return new SuspendedTenants(directory);
  }

  @Bean
  TenantDirectory tenantDirectory(RestClient.Builder builder) {
    return client(builder, properties.services().tenantService(), TenantDirectory.class);
  }

  @Bean
  Templates templates(RestClient.Builder builder) {
    return client(builder, properties.services().tenantService(), Templates.class);
  }

  @Bean
  RefusedTokens refusedTokens() {
    return new RefusedTokens();
  }

  @Bean
  Tokens tokens(RestClient.Builder builder, RefusedTokens refusedTokens) {
    return new Tokens(
        client(builder, properties.services().authService(), TokenApi.class), refusedTokens);
  }

  @Bean
  Ledger ledger(RestClient.Builder builder) {
    var stateManager = properties.services().stateManager();
    return new BatchingLedger(
        client(builder, stateManager, Ledger.class),
        new InProcessLedger(
            stateManager, client(builder, stateManager, BatchLedgerApi.class), traces));
  }

  @Bean
  ConversationRegistry conversationRegistry(RestClient.Builder builder) {
    return client(builder, properties.services().stateManager(), ConversationRegistry.class);
  }

  @Bean
  PersonWaits personWaits(RestClient.Builder builder) {
    return client(builder, properties.services().stateManager(), PersonWaits.class);
  }

  @Bean
  TenantKeys fetchedTenantKeys(RestClient.Builder builder, FieldEncryption platform) {
    return new FetchedTenantKeys(
        client(builder, properties.services().stateManager(), KeysetApi.class), platform);
  }

  /** A webhook waits for its answers, so they are not waited for long. */
  @Bean
  LaneDirectory laneDirectory(RestClient.Builder builder) {
    return client(
        builder,
        properties.services().stateManager(),
        LaneDirectory.class,
        laneRequests,
        MAX_LANE_WAIT);
  }

  @Bean
  Parking parking(Ledger ledger) {
    return ledger::park;
  }

  @Bean
  Holding holding(RestClient.Builder builder) {
    return client(builder, properties.services().stateManager(), Holding.class);
  }

  @Bean
  Announcements announcements(RabbitTemplate rabbit) {
    return new Announcements(rabbit);
  }

  @Bean
  FanoutExchange changes() {
    return Announcements.EXCHANGE;
  }

  @Bean
  AnonymousQueue changesQueue() {
    return new AnonymousQueue();
  }

  @Bean
  Binding changesBinding(AnonymousQueue changesQueue, FanoutExchange changes) {
    return BindingBuilder.bind(changesQueue).to(changes);
  }

  @Bean
  SimpleMessageListenerContainer changesListener(
      ConnectionFactory connections,
      AnonymousQueue changesQueue,
      Tenants tenants,
      Tokens tokens,
      RefusedTokens refusedTokens) {
    var container = new SimpleMessageListenerContainer(connections);
    container.setQueues(changesQueue);
    container.setMissingQueuesFatal(false);
    container.setMessageListener(change ->
        Announcements.refusedToken(change.getBody())
            .ifPresentOrElse(
                refusedTokens::add,
                () -> {
                  tenants.invalidate();
                  tokens.invalidate();
                }));
    return container;
  }

  private <T> T client(RestClient.Builder builder, URI base, Class<T> api) {
    return client(builder, base, api, requests, MAX_WAIT);
  }

  private <T> T client(
      RestClient.Builder builder,
      URI base,
      Class<T> api,
      ClientHttpRequestFactory requests,
      Duration maxWait) {
    var client =
        builder
            .clone()
            .baseUrl(base)
            .requestFactory(requests)
            .requestInterceptor(new TracingClientInterceptor(traces))
            .requestInterceptor(new ConcurrencyLimitInterceptor(CALLS, maxWait))
            .defaultHeaders(headers -> headers.setBearerAuth(properties.internalToken().reveal()))
            .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
        .build()
        .createClient(api);
  }
}
