package io.wabridge.kit.store;

import io.minio.MinioClient;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.encryption.TenantKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

/** The object store and what uses it; only services that use it need its keys. */
@Lazy
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  StoreProperties.class,
  MediaProperties.class,
  JournalProperties.class
})
public class StoreConfiguration {

  /**
   * Concurrent calls; the library's default is five, so a few large files would block all others.
   */
  private static final int CALLS = 256;

  private static final int IDLE_CONNECTIONS = 32;

  @Bean
  ObjectStore objectStore(StoreProperties properties) {
    var outside = properties.publicEndpoint();
    return new ObjectStore(
        client(properties, properties.endpoint()),
        client(properties, outside == null ? properties.endpoint() : outside));
  }

  private static MinioClient client(StoreProperties properties, URI endpoint) {
    return MinioClient.builder()
        .endpoint(endpoint.toString())
        .region(properties.region())
        .credentials(properties.accessKey(), properties.secretKey().reveal())
        .httpClient(
            new OkHttpClient.Builder()
                .socketFactory(new PromptSockets())
                .dispatcher(calls())
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(30))
                .writeTimeout(Duration.ofSeconds(30))
                .build(),
            true)
        .build();
  }

  private static Dispatcher calls() {
    var calls = new Dispatcher();
    calls.setMaxRequests(CALLS);
    calls.setMaxRequestsPerHost(CALLS);
    return calls;
  }

  @Bean
  MediaLinks mediaLinks(BridgeProperties bridge) {
    return new MediaLinks(bridge.mediaKey(), bridge.publicUrl(), Clock.systemUTC());
  }

  @Bean
  MediaStore mediaStore(
      ObjectStore store, StoreProperties properties, MediaLinks links, TenantKeys keys) {
    return new MediaStore(store, properties, links, keys);
  }

  @Bean
  Uploads uploads(ObjectStore store, MediaStore media) {
    return new Uploads(store, media);
  }

  @Bean
  WebhookArchive webhookArchive(ObjectStore store, JsonMapper json, TenantKeys keys) {
    return new WebhookArchive(store, json, keys);
  }

  @Bean
  ArchiveReplay archiveReplay(WebhookArchive archive) {
    return new ArchiveReplay(archive);
  }
}
