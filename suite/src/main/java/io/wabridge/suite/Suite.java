package io.wabridge.suite;

import io.wabridge.auth.AuthServiceApplication;
import io.wabridge.gateway.ApiGatewayApplication;
import io.wabridge.genesys.api.GenesysApiServiceApplication;
import io.wabridge.genesys.webhook.GenesysWebhookServiceApplication;
import io.wabridge.inbound.InboundTransformerApplication;
import io.wabridge.kit.Services;
import io.wabridge.kit.telemetry.LogContext;
import io.wabridge.outbound.OutboundTransformerApplication;
import io.wabridge.sandbox.Sandbox;
import io.wabridge.state.StateManagerApplication;
import io.wabridge.tenant.TenantServiceApplication;
import io.wabridge.whatsapp.api.WhatsAppApiServiceApplication;
import io.wabridge.whatsapp.webhook.WhatsAppWebhookServiceApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts ten application contexts in one process: the same code and settings as ten processes. */
public final class Suite implements AutoCloseable {

  private record Service(String name, Class<?> application) {}

  /** The order of shutdown: services that receive webhooks first, core services last. */
  private static final List<Service> SERVICES =
      List.of(
          new Service("api-gateway", ApiGatewayApplication.class),
          new Service("whatsapp-webhook-service", WhatsAppWebhookServiceApplication.class),
          new Service("genesys-webhook-service", GenesysWebhookServiceApplication.class),
          new Service("inbound-transformer", InboundTransformerApplication.class),
          new Service("outbound-transformer", OutboundTransformerApplication.class),
          new Service("genesys-api-service", GenesysApiServiceApplication.class),
          new Service("whatsapp-api-service", WhatsAppApiServiceApplication.class),
          new Service("auth-service", AuthServiceApplication.class),
          new Service("state-manager", StateManagerApplication.class),
          new Service("tenant-service", TenantServiceApplication.class));

  private static final Logger log = LoggerFactory.getLogger(Suite.class);

  private final List<ConfigurableApplicationContext> contexts;

  private Suite(List<ConfigurableApplicationContext> contexts) {
    this.contexts = contexts;
  }

  public static Suite start(String... args) {
    var from = Instant.now();
    System.setProperty(LogContext.PROCESS, "suite");
    var contexts = new ArrayList<ConfigurableApplicationContext>();
    contexts.add(run(SERVICES.getFirst(), args));
    // logging belongs to the whole JVM: the first context has set it up
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    try (var starters = Executors.newFixedThreadPool(4)) {
      var starting =
          SERVICES.stream()
              .skip(1)
              .map(service -> starters.submit(() -> run(service, args)))
              .toList();
      starting.forEach(start -> contexts.add(started(start)));
    } finally {
      System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
    }
    log.info("{} services started in {} s", SERVICES.size(), seconds(from));
    return new Suite(contexts);
  }

  private static ConfigurableApplicationContext run(Service service, String... args) {
    return Services.run(service.application(), service.name(), args);
  }

  private static ConfigurableApplicationContext started(
      Future<ConfigurableApplicationContext> start) {
    try {
      return start.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a service did not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String seconds(Instant from) {
    return "%.1f".formatted(Duration.between(from, Instant.now()).toMillis() / 1000.0);
  }

  /** Stops one service and starts it again; the others go on. */
  void restart(String name) {
    var service =
        SERVICES.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    for (var i = 0; i < contexts.size(); i++) {
      var context = contexts.get(i);
      if (name.equals(context.getEnvironment().getProperty("spring.application.name"))) {
        context.close();
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try {
          contexts.set(i, run(service));
        } finally {
          System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
      }
    }
  }

  @Override
  public void close() {
    contexts.forEach(ConfigurableApplicationContext::close);
  }

  public static void main(String... args) {
    if (!List.of(args).contains("--no-sandbox")) {
      Sandbox.main(args);
    }
    start();
  }
}
