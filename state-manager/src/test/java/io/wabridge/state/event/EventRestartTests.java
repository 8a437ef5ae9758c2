package io.wabridge.state.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.BatchLedgerApi;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.Person;
import io.wabridge.state.LedgerRequests;
import io.wabridge.state.StateManagerApplication;
import io.wabridge.testkit.Stores;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * A state-manager of its own process is killed while messages arrive and streams are read, and
 * started again: no stream misses an event or has one twice.
 */
class EventRestartTests {

  private static final int MESSAGES = 10_000;

  /** A batch has one message of each. */
  private static final int PERSONS = 100;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final LedgerRequests requests = new LedgerRequests();
  private final int port = freePort();
  private final List<Process> processes = new ArrayList<>();

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process start() throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-Xmx300m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StateManagerApplication.class.getName(),
            "--spring.config.name=bridge,state-manager",
            "--server.port=" + port));
    Stores.get()
        .springProperties()
        .forEach((name, value) -> command.add("--" + name + "=" + value));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(new File("target/event-restart-" + processes.size() + ".log"))
            .start();
    processes.add(process);
    return process;
  }

  private void awaitReady() {
    var health =
        HttpRequest.newBuilder(URI.create(url("/actuator/health/readiness")))
            .timeout(Duration.ofSeconds(2))
            .build();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> HTTP.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private <T> T client(Class<T> api) {
    var client =
        RestClient.builder()
            .baseUrl(url(""))
            .requestFactory(new JdkClientHttpRequestFactory(HTTP))
            .defaultHeaders(headers -> headers.setBearerAuth(Stores.INTERNAL_TOKEN))
            .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
        .build()
        .createClient(api);
  }

  private Arrival message(int number) {
    return requests.by(Person.ofWaId("4477" + (1000 + number % PERSONS)), "m" + number);
  }

  @Test
  void noStreamMissesAnEventOrHasOneTwice() throws Exception {
    var first = start();
    awaitReady();
    var single = client(Ledger.class);
    IntStream.range(0, PERSONS).forEach(n -> single.registerInbound(message(n)));
    var events = PERSONS + MESSAGES;
    var streams =
        IntStream.range(0, 10)
            .mapToObj(_ ->
                EventReader.keepConnected(
                    url("/api/v1/tenants/" + requests.tenant + "/events?after=0"), ""))
            .toList();
    try {
      var batches = client(BatchLedgerApi.class);
      var written =
          // not in the common pool, which completes the calls of the HTTP client
          CompletableFuture.runAsync(() -> write(batches), Thread::startVirtualThread);
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> streams.getFirst().ids().size() > events / 4);
      first.destroyForcibly().waitFor();
      var readBefore = streams.stream().mapToInt(stream -> stream.ids().size()).max().orElse(0);
      start();
      awaitReady();
      written.get(60, TimeUnit.SECONDS);
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> streams.stream().allMatch(one -> one.ids().size() >= events));

      var all = IntStream.rangeClosed(1, events).mapToObj(String::valueOf).toList();
      assertThat(readBefore).isLessThan(events);
      assertThat(streams)
          .allSatisfy(stream -> {
            assertThat(stream.ids()).isEqualTo(all);
            assertThat(stream.connections()).isGreaterThan(1);
          });
    } finally {
      streams.forEach(EventReader::close);
    }
  }

  /** A batch is sent again until it is answered; a repeated message is no new one. */
  private void write(BatchLedgerApi ledger) {
    for (var from = PERSONS; from < MESSAGES; from += PERSONS) {
      var arrivals = IntStream.range(from, from + PERSONS).mapToObj(this::message).toList();
      await()
          .atMost(60, TimeUnit.SECONDS)
          .pollInterval(Duration.ofMillis(100))
          .pollDelay(Duration.ZERO)
          .until(() -> registered(ledger, arrivals));
    }
  }

  private boolean registered(BatchLedgerApi ledger, List<Arrival> arrivals) {
    try {
      var answers = ledger.registerInbound(arrivals);
      for (var n = 0; n < arrivals.size(); n++) {
        if (answers.get(n) == null) {
          client(Ledger.class).registerInbound(arrivals.get(n));
        }
      }
      return true;
    } catch (RestClientException e) {
      return false;
    }
  }
}
