package io.wabridge.kit;

import java.util.ServiceLoader;

/**
 * Places between two things that should both happen, where the fault suite kills the process.
 * Passing one does nothing unless the suite has put its own {@link Watcher} on the class path.
 */
public enum FaultPoint {
  /** The broker has a webhook's parts, the sender has no answer. */
  ACCEPT_PUBLISHED("whatsapp-webhook-service", "genesys-webhook-service"),
  /** The raw webhook is in the journal, the sender has no answer. */
  ACCEPT_JOURNALED("whatsapp-webhook-service", "genesys-webhook-service"),
  /** A record is on the spool's disk, the desk has no answer. */
  SPOOL_APPENDED("genesys-webhook-service"),
  /** The spool's oldest records are published, and still in the spool. */
  SPOOL_PUBLISHED("genesys-webhook-service"),
  /** The message is in the ledger, and not in the next lane. */
  INBOUND_REGISTERED("inbound-transformer"),
  OUTBOUND_REGISTERED("outbound-transformer"),
  /** The intent is noted, the call is not made. */
  DESK_BEGUN("genesys-api-service"),
  CHANNEL_BEGUN("whatsapp-api-service"),
  /** The other side answered, the answer is not noted. */
  DESK_CALLED("genesys-api-service"),
  CHANNEL_CALLED("whatsapp-api-service"),
  /** The answer is noted, the envelope is not acknowledged. */
  DESK_ENDED("genesys-api-service"),
  CHANNEL_ENDED("whatsapp-api-service"),
  /** An envelope has come to its end, and is not acknowledged. */
  LANE_STEPPED(
      "inbound-transformer", "outbound-transformer", "genesys-api-service", "whatsapp-api-service"),
  /** An envelope is held or parked, and not acknowledged. */
  LANE_KEPT(
      "inbound-transformer", "outbound-transformer", "genesys-api-service", "whatsapp-api-service"),
  /** A held envelope has come to its end, and is still held. */
  HELD_STEPPED(
      "inbound-transformer", "outbound-transformer", "genesys-api-service", "whatsapp-api-service"),
  /** Conversations are announced as due, and not marked as announced. */
  HELD_ANNOUNCED("state-manager");

  /** What the suite does when a point is passed. */
  public interface Watcher {
    void passing(FaultPoint point);
  }

  private static final Watcher WATCHER =
      ServiceLoader.load(Watcher.class).findFirst().orElse(point -> {});

  private final String[] services;

  FaultPoint(String... services) {
    this.services = services;
  }

  /** Who passes here. */
  public String[] services() {
    return services.clone();
  }

  public void pass() {
    WATCHER.passing(this);
  }
}
