package io.wabridge.sandbox;

import io.wabridge.sandbox.api.ApiSandbox;
import io.wabridge.sandbox.aws.AwsFacade;
import io.wabridge.sandbox.chatwoot.ChatwootSandbox;
import io.wabridge.sandbox.connect.ConnectSandbox;
import io.wabridge.sandbox.dialog360.Dialog360Facade;
import io.wabridge.sandbox.genesys.GenesysSandbox;
import io.wabridge.sandbox.twilio.TwilioFacade;
import io.wabridge.sandbox.whatsapp.WhatsAppSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The stand-ins in one process: WhatsApp with a phone, 360dialog, Twilio and AWS in front of it,
 * and Genesys, Chatwoot and Amazon Connect with an agent desktop each.
 */
public final class Sandbox implements AutoCloseable {
  private final ConfigurableApplicationContext whatsapp;
  private final ConfigurableApplicationContext genesys;
  private final ConfigurableApplicationContext chatwoot;
  private final ConfigurableApplicationContext connect;

  private Sandbox(
      ConfigurableApplicationContext whatsapp,
      ConfigurableApplicationContext genesys,
      ConfigurableApplicationContext chatwoot,
      ConfigurableApplicationContext connect) {
    this.whatsapp = whatsapp;
    this.genesys = genesys;
    this.chatwoot = chatwoot;
    this.connect = connect;
  }

  /** Port 0 selects any free one; Chatwoot and Amazon Connect get free ones. */
  public static Sandbox start(int whatsappPort, int genesysPort) {
    return start(whatsappPort, genesysPort, 0, 0);
  }

  /** Port 0 selects any free one. */
  public static Sandbox start(
      int whatsappPort, int genesysPort, int chatwootPort, int connectPort) {
    List<ConfigurableApplicationContext> started = new ArrayList<>();
    try {
      started.add(
          run(
              whatsappPort,
              WhatsAppSandbox.class,
              Dialog360Facade.class,
              TwilioFacade.class,
              AwsFacade.class));
      started.add(run(genesysPort, GenesysSandbox.class));
      started.add(run(chatwootPort, ChatwootSandbox.class));
      started.add(run(connectPort, ConnectSandbox.class));
      return new Sandbox(started.get(0), started.get(1), started.get(2), started.get(3));
    } catch (RuntimeException e) {
      started.forEach(ConfigurableApplicationContext::close);
      throw e;
    }
  }

  static ConfigurableApplicationContext run(int port, Class<?>... application) {
    return new SpringApplicationBuilder(application)
        .web(WebApplicationType.SERVLET)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .run(
            "--spring.config.name=sandbox",
            "--spring.application.name=" + application[0].getSimpleName(),
            "--server.port=" + port,
            "--server.address=" + System.getenv().getOrDefault("SANDBOX_ADDRESS", "127.0.0.1"),
            "--server.shutdown=immediate",
            "--server.tomcat.max-keep-alive-requests=-1",
            "--server.tomcat.max-swallow-size=-1",
            "--spring.threads.virtual.enabled=true",
            "--spring.main.lazy-initialization=false",
            "--spring.jackson.default-property-inclusion=non_null",
            "--spring.web.resources.add-mappings=false",
            "--spring.servlet.multipart.enabled=true",
            "--spring.servlet.multipart.max-file-size=120MB",
            "--spring.servlet.multipart.max-request-size=130MB",
            "--spring.servlet.multipart.file-size-threshold=0");
  }

  public String whatsappUrl() {
    return url(whatsapp);
  }

  public String genesysUrl() {
    return url(genesys);
  }

  public String chatwootUrl() {
    return url(chatwoot);
  }

  public String connectUrl() {
    return url(connect);
  }

  private static String url(ConfigurableApplicationContext context) {
    WebServerApplicationContext server = (WebServerApplicationContext) context;
    return "http://127.0.0.1:" + java.util.Objects.requireNonNull(server.getWebServer()).getPort();
  }

  @Override
  public void close() {
    connect.close();
    chatwoot.close();
    genesys.close();
    whatsapp.close();
  }

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    int base = Integer.parseInt(environment.getOrDefault("BRIDGE_PORT", "8080"));
    Sandbox sandbox =
        start(
            port(environment.get("SANDBOX_WHATSAPP_PORT"), base + 10),
            port(environment.get("SANDBOX_GENESYS_PORT"), base + 11),
            port(environment.get("SANDBOX_CHATWOOT_PORT"), base + 25),
            port(environment.get("SANDBOX_CONNECT_PORT"), base + 26));
    System.out.println("A phone: " + sandbox.whatsappUrl());
    System.out.println("An agent desktop: " + sandbox.genesysUrl());
    System.out.println("An agent desktop of Chatwoot: " + sandbox.chatwootUrl());
    System.out.println("An agent desktop of Amazon Connect: " + sandbox.connectUrl());
    String systems = environment.get("SANDBOX_SYSTEMS_PORT");
    if (systems != null && !systems.isBlank()) {
      run(Integer.parseInt(systems), ApiSandbox.class);
    }
  }

  private static int port(@org.jspecify.annotations.Nullable String value, int otherwise) {
    return value == null || value.isBlank() ? otherwise : Integer.parseInt(value);
  }
}
