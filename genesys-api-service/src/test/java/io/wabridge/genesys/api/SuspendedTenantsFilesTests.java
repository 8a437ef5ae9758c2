package io.wabridge.genesys.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.kit.store.Bucket;
import io.wabridge.kit.store.MediaLinks;
import io.wabridge.kit.store.ObjectStore;
import io.wabridge.model.Ids;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The files of a suspended tenant are served to no caller, whatever link leads to them. */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = "spring.config.name=bridge,genesys-api-service")
@LocalStores
class SuspendedTenantsFilesTests {

  private static final String TENANT = Ids.next();
  private static final StandIn TENANTS = StandIn.answering(asked -> tenants("ACTIVE"));

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.tenant-service", TENANTS::url);
  }

  @AfterAll
  static void stop() {
    TENANTS.close();
  }

  @LocalServerPort int port;
  @Autowired ObjectStore store;
  @Autowired MediaLinks links;

  private static Answer tenants(String status) {
    return Answer.ok(
        """
        [{"id":"%s","name":"Acme","status":"%s","channels":[],"desks":[]},
         {"id":"another","name":"Other","status":"SUSPENDED","channels":[],"desks":[]}]
        """
            .formatted(TENANT, status));
  }

  private int get(String link) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + URI.create(link).getPath()))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void abuse15_aLinkEndsWithTheSuspensionOfItsTenant() throws Exception {
    var key = TENANT + "/" + Ids.next();
    store.put(
        Bucket.MEDIA_INBOUND, key, new ByteArrayInputStream(new byte[10]), 10, "image/png");
    var link =
        links.sign(
            new MediaLinks.Target("media-inbound", key, "image/png", ""), Duration.ofHours(1));
    assertThat(get(link)).isEqualTo(200);

    TENANTS.rule(asked -> tenants("SUSPENDED"));
    await().atMost(20, SECONDS).pollInterval(1, SECONDS).until(() -> get(link) == 403);

    TENANTS.rule(asked -> new Answer(503, "{}"));
    Thread.sleep(6000); // the answer is not fresh any more
    assertThat(get(link)).isEqualTo(403);
    TENANTS.rule(asked -> tenants("ACTIVE"));
    await().atMost(20, SECONDS).pollInterval(1, SECONDS).until(() -> get(link) == 200);
  }
}
