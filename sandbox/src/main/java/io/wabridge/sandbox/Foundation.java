package io.wabridge.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What every stand-in stands on: web stack, clock, threads, disk, HTTP client, faults. */
@Configuration(proxyBeanMethods = false)
@Import({WebStack.class, SharedDoor.class, MiscControl.class})
public class Foundation {
  @Bean
  ShiftingClock clock() {
    return new ShiftingClock();
  }

  @Bean
  Faults faults() {
    return new Faults();
  }

  @Bean
  Timeline timeline() {
    return new Timeline();
  }

  @Bean
  Blobs blobs() throws IOException {
    return new Blobs("media");
  }

  @Bean
  Journal journal() throws IOException {
    return new Journal();
  }

  @Bean
  OwnAddress ownAddress() {
    return new OwnAddress();
  }

  @Bean(destroyMethod = "shutdownNow")
  HttpClient http(Timeline timeline) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(timeline.now())
        .build();
  }

  @Bean
  Courier courier(HttpClient http, WebhookLog log, ShiftingClock clock) {
    return new Courier(http, log, clock);
  }
}
