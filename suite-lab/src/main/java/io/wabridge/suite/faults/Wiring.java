package io.wabridge.suite.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The proxies of all network lines: from each service to each store and each other service, and to
 * and from outside.
 */
final class Wiring implements AutoCloseable {

  private final Map<String, FaultProxy> proxies = new LinkedHashMap<>();
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

  private FaultProxy add(String from, String to, int target) {
    var proxy = new FaultProxy(from, to, target);
    proxies.put(from + " -> " + to, proxy);
    return proxy;
  }

  /** A tenant's own lines to WhatsApp and to its desk. */
  FaultProxy whatsappOf(String tenant) {
    return add(tenant, "whatsapp", place.port("SANDBOX_WHATSAPP_PORT"));
  }

  FaultProxy deskOf(String tenant, DeskStandIn desk) {
    return add(tenant, "desk", place.port(desk.portName()));
  }

  FaultProxy proxy(String from, String to) {
    var found = proxies.get(from + " -> " + to);
    if (found == null) {
      throw new IllegalStateException("there is no line from " + from + " to " + to);
    }
    return found;
  }

  /** The tenant's line to its desk, once it has one. */
  FaultProxy deskOfTenant(String tenant) {
    return proxy(tenant, "desk");
  }

  List<FaultProxy> to(String to) {
    return proxies.values().stream().filter(proxy -> proxy.to().equals(to)).toList();
  }

  /**
   * The lines that carry messages, in a fixed order, so that the choice depends only on the seed.
   */
  List<FaultProxy> busy() {
    var busy = new ArrayList<FaultProxy>();
    for (var service : Services.values()) {
      service.busyLines().forEach(to -> busy.add(proxy(service.title(), to)));
    }
    busy.add(proxy("outside", "api-gateway"));
    proxies.values().stream()
        .filter(proxy -> proxy.to().equals("whatsapp") || proxy.to().equals("desk"))
        .forEach(busy::add);
    return busy;
  }

  /** The JVM options that make a service use these proxies. */
  List<String> properties(Services service) {
    var all = new ArrayList<String>();
    var me = service.title();
    all.add(
        place
            .maybe("BRIDGE_CLUSTER_ADDRESSES")
            .map(nodes -> "-Dspring.rabbitmq.addresses=" + nodes)
            .orElse("-Dspring.rabbitmq.port=" + proxy(me, "rabbitmq").port()));
    all.add(
        "-Dspring.datasource.url=jdbc:postgresql://127.0.0.1:%d/wabridge"
            .formatted(proxy(me, "postgres").port()));
    all.add("-Dspring.data.redis.port=" + proxy(me, "redis").port());
    all.add("-Dbridge.store.endpoint=http://127.0.0.1:" + proxy(me, "s3").port());
    for (var other : Services.values()) {
      if (other != service && other != Services.GATEWAY) {
        var port = proxy(me, other.title()).port();
        all.add("-Dbridge.services.%s=http://127.0.0.1:%d".formatted(other.title(), port));
      }
    }
    all.add("-Dbridge.public-url=http://127.0.0.1:" + proxy("outside", "api-gateway").port());
    return all;
  }

  /**
   * The bytes over each line that carries messages; they show whether a fault could have an effect.
   */
  Map<String, Long> traffic() {
    var traffic = new LinkedHashMap<String, Long>();
    busy().forEach(proxy -> traffic.put(proxy.toString(), proxy.bytes()));
    return traffic;
  }

  void restore() {
    proxies.values().forEach(FaultProxy::restore);
  }

  @Override
  public void close() {
    proxies.values().forEach(FaultProxy::close);
  }
}
