package io.wabridge.state.overview;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Queries the health of all services, at most every few seconds. */
@Component
class ServiceHealth {

  record Service(String name, String status) {}

  private static final Duration FRESH = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Map<String, URI> addresses;
  private volatile List<Service> last = List.of();
  private volatile Instant asked = Instant.EPOCH;

  ServiceHealth(Environment environment) {
    this.addresses =
        new TreeMap<>(
            Binder.get(environment)
                .bind("bridge.services", Bindable.mapOf(String.class, URI.class))
                .orElse(Map.of()));
  }

  List<Service> services() {
    if (Instant.now().isAfter(asked.plus(FRESH))) {
      var answers = addresses.entrySet().stream().map(e -> ask(e.getKey(), e.getValue())).toList();
      last = answers.stream().map(CompletableFuture::join).toList();
      asked = Instant.now();
    }
    return last;
  }

  private CompletableFuture<Service> ask(String name, URI address) {
    var request =
        HttpRequest.newBuilder(address.resolve("/actuator/health"))
            .timeout(Duration.ofSeconds(2))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((answer, problem) -> new Service(name, status(answer, problem)));
  }

  private static String status(@Nullable HttpResponse<Void> answer, @Nullable Throwable problem) {
    if (answer == null || problem != null) {
      return "DOWN";
    }
    return answer.statusCode() == 200 ? "UP" : "FAILING";
  }
}
