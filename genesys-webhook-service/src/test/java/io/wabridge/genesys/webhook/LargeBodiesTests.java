package io.wabridge.genesys.webhook;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.wabridge.model.Ids;
import io.wabridge.testkit.BadWebhooks;
import io.wabridge.testkit.Broker;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.Signed;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.Tenancy;
import io.wabridge.testkit.contract.LargeBodiesContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {
      "spring.config.name=bridge,genesys-webhook-service",
      "bridge.spool.directory=target/spool-large",
      "bridge.webhooks.body-budget=4MB"
    })
@LocalStores
class LargeBodiesTests extends LargeBodiesContract {

  private static final Tenancy TENANCY = new Tenancy();

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    TENANCY.properties().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("spring.rabbitmq.port", () -> Stores.get().port("SPRING_RABBITMQ_PORT"));
  }

  @LocalServerPort int port;

  @BeforeEach
  void empty() {
    TENANCY.reset();
    Broker.take("outbound-transformer");
  }

  @Override
  protected String newAddress() {
    return "http://127.0.0.1:" + port + "/webhooks/genesys/desk-" + Ids.next();
  }

  @Override
  protected String good() {
    return BadWebhooks.goodOfGenesys(Tenancy.INTEGRATION, Ids.next());
  }

  @Override
  protected String sign(byte @Nullable [] body) {
    return body == null
        ? Signed.base64(new byte[0], "another-secret")
        : Signed.base64(body, Tenancy.WEBHOOK_SECRET);
  }
}
