package io.wabridge.kit.client;

import io.wabridge.model.connector.Probe;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Setting up channels and desks, and watching them, at tenant-service. A side is "channels" or
 * "desks".
 */
public interface EndpointSetup {

  static String side(Endpoint endpoint) {
    return endpoint instanceof Channel ? "channels" : "desks";
  }

  /** Settings that are not saved, checked by the rules of the form. */
  @PostExchange("/internal/tenants/{tenant}/channels/draft")
  EndpointDraft<Channel> channelDraft(@PathVariable String tenant, @RequestBody EnteredDraft draft);

  /** The same for a desk. */
  @PostExchange("/internal/tenants/{tenant}/desks/draft")
  EndpointDraft<Desk> deskDraft(@PathVariable String tenant, @RequestBody EnteredDraft draft);

  /**
   * The endpoints that are to be checked now, the longest due first. They are given to one caller
   * only.
   */
  @PostExchange("/internal/{side}/due")
  List<String> due(@PathVariable String side);

  /** Keeps what a check found. */
  @PostExchange("/internal/{side}/{id}/findings")
  void found(@PathVariable String side, @PathVariable String id, @RequestBody Findings findings);

  /** The other side called the endpoint's address, and the call was genuine. */
  @PostExchange("/internal/{side}/{id}/heard")
  void heard(@PathVariable String side, @PathVariable String id);

  /** All findings of one check. */
  record Findings(List<Probe> checks) {
    public Findings {
      checks = List.copyOf(checks);
    }
  }
}
