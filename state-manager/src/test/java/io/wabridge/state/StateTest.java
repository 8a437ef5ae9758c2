package io.wabridge.state;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.kit.client.BatchLedgerApi;
import io.wabridge.kit.client.BatchingLedger;
import io.wabridge.kit.client.InProcessLedger;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.lane.Holding;
import io.wabridge.kit.telemetry.Traces;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Stores;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running state-manager over HTTP: its internal API for the stages, and its public API. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = "spring.config.name=bridge,state-manager")
@LocalStores
public abstract class StateTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public @LocalServerPort int port;
  public @Autowired JdbcClient db;
  public @Autowired JsonMapper json;

  public final LedgerRequests requests = new LedgerRequests();
  public Ledger ledger;
  public Holding holding;

  @BeforeEach
  public void begin() {
    var singleCalls = client(Ledger.class);
    ledger = batched() ? new BatchingLedger(singleCalls, batchApi()) : singleCalls;
    holding = client(Holding.class);
  }

  private BatchLedgerApi batchApi() {
    return nearby()
        ? new InProcessLedger(
            URI.create("http://127.0.0.1:" + port), notOverHttp(), Traces.off("a stage"))
        : client(BatchLedgerApi.class);
  }

  private static BatchLedgerApi notOverHttp() {
    return (BatchLedgerApi)
        Proxy.newProxyInstance(
            BatchLedgerApi.class.getClassLoader(),
            new Class<?>[] {BatchLedgerApi.class},
            (_, method, _) -> {
              throw new AssertionError(method + " was called over HTTP");
            });
  }

  public <T> T client(Class<T> api) {
    var client =
        RestClient.builder()
            .baseUrl("http://127.0.0.1:" + port)
            .requestFactory(new JdkClientHttpRequestFactory(HTTP))
            .defaultHeaders(headers -> headers.setBearerAuth(Stores.INTERNAL_TOKEN))
            .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
        .build()
        .createClient(api);
  }

  /** Whether the batched calls are used, like the stages do, or single calls. */
  protected boolean batched() {
    return false;
  }

  /** The batched calls without HTTP. */
  protected boolean nearby() {
    return false;
  }

  public HttpResponse<String> ask(String path) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public JsonNode post(String path, String body) {
    try {
      var answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .header("Authorization", "Bearer " + Stores.INTERNAL_TOKEN)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return json.readTree(answer.body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public JsonNode get(String path) {
    return json.readTree(ask(path).body());
  }

  public static List<String> texts(JsonNode list, String field) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.path(field).asString()));
    return texts;
  }

  public String statusOf(String message) {
    return db.sql("select status from message_tracking where id = :id")
        .param("id", message)
        .query(String.class)
        .single();
  }
}
