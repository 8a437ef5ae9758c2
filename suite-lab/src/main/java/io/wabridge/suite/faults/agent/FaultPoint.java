package io.wabridge.suite.faults.agent;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Points between two steps that should both happen, where a service can be killed. */
public enum FaultPoint {
  /** A webhook's parts are published, the sender has no answer. */
  ACCEPT_PUBLISHED(
      List.of("whatsapp-webhook-service", "genesys-webhook-service"),
      after("kit.webhook.WebhookIntake", "accept", "WebhookIntake.publish")),
  /** The raw webhook is in the journal, the sender has no answer. */
  ACCEPT_JOURNALED(
      List.of("whatsapp-webhook-service", "genesys-webhook-service"),
      after("kit.webhook.WebhookIntake", "accept", "WebhookIntake.journal")),
  /** A record is in the spool, the desk has no answer. */
  SPOOL_APPENDED(
      List.of("genesys-webhook-service"),
      after("genesys.webhook.Spool", "publish", "SpoolFile.append")),
  /** The spool's oldest records are published, but not removed from the spool. */
  SPOOL_PUBLISHED(
      List.of("genesys-webhook-service"),
      after("genesys.webhook.Spool", "publishOldest", "LanePublisher.publish")),
  /** The message is in the ledger, but not in the next lane. */
  INBOUND_REGISTERED(
      List.of("inbound-transformer"),
      after("inbound.InboundMessages", "register", "Ledger.registerInbound")),
  OUTBOUND_REGISTERED(
      List.of("outbound-transformer"),
      after("outbound.AgentReplies", "register", "Ledger.registerReply")),
  /** The attempt is recorded, the call is not made. */
  DESK_BEGUN(
      List.of("genesys-api-service"),
      before("genesys.api.DeskDelivery", "sendAndRecord", "EndpointCalls$Call.send")),
  CHANNEL_BEGUN(
      List.of("whatsapp-api-service"),
      before("whatsapp.api.ChannelDelivery", "sendAndRecord", "Supplier.get")),
  /** The other side answered, the answer is not recorded. */
  DESK_CALLED(
      List.of("genesys-api-service"),
      after("genesys.api.DeskDelivery", "sendAndRecord", "EndpointCalls$Call.send")),
  CHANNEL_CALLED(
      List.of("whatsapp-api-service"),
      after("whatsapp.api.ChannelDelivery", "sendAndRecord", "Supplier.get")),
  /** The answer is recorded, the envelope is not acknowledged. */
  DESK_ENDED(
      List.of("genesys-api-service"),
      after("genesys.api.DeskDelivery", "sendAndRecord", "DeskDelivery.recordOutcome")),
  CHANNEL_ENDED(
      List.of("whatsapp-api-service"),
      after("whatsapp.api.ChannelDelivery", "sendAndRecord", "ChannelDelivery.recordOutcome")),
  /** An envelope is processed, but not acknowledged. */
  LANE_STEPPED(
      Stages.ALL,
      after("kit.lane.LaneProcessor", "process", "LaneProcessor.processOne"),
      after("kit.lane.LaneProcessor", "process", "LaneProcessor.drainHeld")),
  /** An envelope is held or parked, but not acknowledged. */
  LANE_KEPT(
      Stages.ALL,
      after("kit.lane.HoldOrPark", "hold", "Holding.hold"),
      after("kit.lane.HoldOrPark", "park", "Parking.park")),
  /** A held envelope is processed, but still held. */
  HELD_STEPPED(Stages.ALL, before("kit.lane.LaneProcessor", "release", "Holding.released")),
  /** Conversations are announced as due, but not marked as announced. */
  HELD_ANNOUNCED(
      List.of("state-manager"),
      after("state.held.DueConversations", "announce", "LanePublisher.publish"));

  private static final class Stages {
    static final List<String> ALL =
        List.of(
            "inbound-transformer",
            "outbound-transformer",
            "genesys-api-service",
            "whatsapp-api-service");
  }

  private final List<String> services;
  private final List<Function<String, Rewrite>> places;

  @SafeVarargs
  FaultPoint(List<String> services, Function<String, Rewrite>... places) {
    this.services = services;
    this.places = List.copyOf(Arrays.asList(places));
  }

  /** The services that pass this point. */
  public List<String> services() {
    return services;
  }

  List<Rewrite> rewrites() {
    return places.stream().map(place -> place.apply(name())).toList();
  }

  private static Function<String, Rewrite> before(String type, String method, String called) {
    return point ->
        new Rewrite.EndBefore(new CallSite("io.wabridge." + type, method, called), point);
  }

  private static Function<String, Rewrite> after(String type, String method, String called) {
    return point ->
        new Rewrite.EndAfter(new CallSite("io.wabridge." + type, method, called), point);
  }
}
