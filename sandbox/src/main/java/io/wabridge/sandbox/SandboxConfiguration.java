package io.wabridge.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of every stand-in: web stack, clock, threads, disk, HTTP client, faults. */
@Configuration(proxyBeanMethods = false)
@Import({WebStack.class, SharedEndpoint.class, CommonControl.class})
public class SandboxConfiguration {
  @Bean
  ShiftingClock clock() {
    return new ShiftingClock();
  }

  @Bean
  Faults faults() {
    return new Faults();
  }

  @Bean
  SandboxScheduler timeline() {
    return new SandboxScheduler();
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
  HttpClient http(SandboxScheduler scheduler) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(scheduler.now())
        .build();
  }

  @Bean
  WebhookSender courier(HttpClient http, WebhookLog log, ShiftingClock clock) {
    return new WebhookSender(http, log, clock);
  }
}
