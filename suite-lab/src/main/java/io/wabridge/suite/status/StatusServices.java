package io.wabridge.suite.status;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Shows the health of each service. */
final class StatusServices implements StatusSection {

  private record Service(String name, String port) {}

  private static final List<Service> SERVICES =
      List.of(
          new Service("api-gateway", "BRIDGE_PORT"),
          new Service("tenant-service", "TENANT_SERVICE_PORT"),
          new Service("auth-service", "AUTH_SERVICE_PORT"),
          new Service("state-manager", "STATE_MANAGER_PORT"),
          new Service("whatsapp-webhook-service", "WHATSAPP_WEBHOOK_SERVICE_PORT"),
          new Service("inbound-transformer", "INBOUND_TRANSFORMER_PORT"),
          new Service("genesys-api-service", "GENESYS_API_SERVICE_PORT"),
          new Service("genesys-webhook-service", "GENESYS_WEBHOOK_SERVICE_PORT"),
          new Service("outbound-transformer", "OUTBOUND_TRANSFORMER_PORT"),
          new Service("whatsapp-api-service", "WHATSAPP_API_SERVICE_PORT"));

  private final StatusSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  StatusServices(StatusSettings settings) {
    this.settings = settings;
  }

  @Override
  public String title() {
    return "Services";
  }

  @Override
  public List<String> lines() {
    var cells = SERVICES.parallelStream().map(this::cell).toList();
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < cells.size(); i += 2) {
      rows.add(cells.subList(i, Math.min(i + 2, cells.size())));
    }
    return StatusScreen.columns(rows);
  }

  private String cell(Service service) {
    int port = settings.port(service.port());
    String health = health(port);
    String mark = health.equals("UP") ? StatusScreen.GOOD : StatusScreen.BAD;
    return "%s%-24s %5d  %s".formatted(mark, service.name(), port, health);
  }

  private String health(int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
            .timeout(Duration.ofSeconds(3))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      String status = JsonMapper.shared().readTree(answer.body()).path("status").asString("");
      return status.isEmpty() ? "HTTP " + answer.statusCode() : status;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (Exception failure) {
      return "no answer";
    }
  }
}
