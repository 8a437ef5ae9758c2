package io.wabridge.suite.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All lines: from each service to each store and each other service, and to and from outside. */
final class Wiring implements AutoCloseable {

  private final Map<String, Edge> edges = new LinkedHashMap<>();
  private final Map<String, Integer> targets = new LinkedHashMap<>();
  private final Place place;

  Wiring(Place place) {
    this.place = place;
    targets.put("rabbitmq", place.port("RABBITMQ_PORT"));
    targets.put("postgres", place.port("POSTGRES_PORT"));
    targets.put("redis", place.port("REDIS_PORT"));
    targets.put("s3", place.port("S3_PORT"));
    for (var service : Services.values()) {
      targets.put(service.title(), place.port(service.portName()));
    }
    for (var service : Services.values()) {
      for (var to : targets.keySet()) {
        if (!to.equals(service.title()) && !to.equals("api-gateway")) {
          add(service.title(), to, targets.get(to));
        }
      }
    }
    add("outside", "api-gateway", place.port("BRIDGE_PORT"));
  }

  private Edge add(String from, String to, int target) {
    var edge = new Edge(from, to, target);
    edges.put(from + " -> " + to, edge);
    return edge;
  }

  /** A tenant's own lines to WhatsApp and to its desk. */
  Edge whatsappOf(String tenant) {
    return add(tenant, "whatsapp", place.port("SANDBOX_WHATSAPP_PORT"));
  }

  Edge deskOf(String tenant) {
    return add(tenant, "desk", place.port("SANDBOX_GENESYS_PORT"));
  }

  Edge edge(String from, String to) {
    var found = edges.get(from + " -> " + to);
    if (found == null) {
      throw new IllegalStateException("there is no line from " + from + " to " + to);
    }
    return found;
  }

  /** The tenant's line to its desk, once it has one. */
  Edge deskOfTenant(String tenant) {
    return edge(tenant, "desk");
  }

  List<Edge> to(String to) {
    return edges.values().stream().filter(edge -> edge.to().equals(to)).toList();
  }

  /** The lines messages travel on, in a fixed order, so that a seed decides which is meant. */
  List<Edge> busy() {
    var busy = new ArrayList<Edge>();
    for (var service : Services.values()) {
      service.busyLines().forEach(to -> busy.add(edge(service.title(), to)));
    }
    busy.add(edge("outside", "api-gateway"));
    edges.values().stream()
        .filter(edge -> edge.to().equals("whatsapp") || edge.to().equals("desk"))
        .forEach(busy::add);
    return busy;
  }

  /** What a service must be told so that it takes these lines. */
  List<String> properties(Services service) {
    var all = new ArrayList<String>();
    var me = service.title();
    all.add(
        place
            .maybe("BRIDGE_CLUSTER_ADDRESSES")
            .map(nodes -> "-Dspring.rabbitmq.addresses=" + nodes)
            .orElse("-Dspring.rabbitmq.port=" + edge(me, "rabbitmq").port()));
    all.add(
        "-Dspring.datasource.url=jdbc:postgresql://127.0.0.1:%d/wabridge"
            .formatted(edge(me, "postgres").port()));
    all.add("-Dspring.data.redis.port=" + edge(me, "redis").port());
    all.add("-Dbridge.store.endpoint=http://127.0.0.1:" + edge(me, "s3").port());
    for (var other : Services.values()) {
      if (other != service && other != Services.GATEWAY) {
        var port = edge(me, other.title()).port();
        all.add("-Dbridge.services.%s=http://127.0.0.1:%d".formatted(other.title(), port));
      }
    }
    all.add("-Dbridge.public-url=http://127.0.0.1:" + edge("outside", "api-gateway").port());
    return all;
  }

  /** What went over each busy line, for the reader who wonders whether a fault could matter. */
  Map<String, Long> traffic() {
    var traffic = new LinkedHashMap<String, Long>();
    busy().forEach(edge -> traffic.put(edge.toString(), edge.bytes()));
    return traffic;
  }

  void mend() {
    edges.values().forEach(Edge::mend);
  }

  @Override
  public void close() {
    edges.values().forEach(Edge::close);
  }
}
