package io.wabridge.suite.faults.agent;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Places between two things that should both happen, where a service can be killed. */
public enum FaultPoint {
  /** The broker has a webhook's parts, the sender has no answer. */
  ACCEPT_PUBLISHED(
      List.of("whatsapp-webhook-service", "genesys-webhook-service"),
      after("whatsapp.webhook.Accept", "all", "Accept.publish"),
      after("genesys.webhook.Accept", "all", "Accept.publish")),
  /** The raw webhook is in the journal, the sender has no answer. */
  ACCEPT_JOURNALED(
      List.of("whatsapp-webhook-service", "genesys-webhook-service"),
      after("whatsapp.webhook.Accept", "all", "Accept.keep"),
      after("genesys.webhook.Accept", "all", "Accept.keep")),
  /** A record is on the spool's disk, the desk has no answer. */
  SPOOL_APPENDED(
      List.of("genesys-webhook-service"),
      after("genesys.webhook.Spool", "publish", "SpoolFile.append")),
  /** The spool's oldest records are published, and still in the spool. */
  SPOOL_PUBLISHED(
      List.of("genesys-webhook-service"),
      after("genesys.webhook.Spool", "drain", "LanePublisher.publish")),
  /** The message is in the ledger, and not in the next lane. */
  INBOUND_REGISTERED(
      List.of("inbound-transformer"), after("inbound.Arrivals", "arrived", "Ledger.arrived")),
  OUTBOUND_REGISTERED(
      List.of("outbound-transformer"), after("outbound.Replies", "answered", "Ledger.replied")),
  /** The intent is noted, the call is not made. */
  DESK_BEGUN(
      List.of("genesys-api-service"),
      before("genesys.api.DeskDelivery", "handOver", "DeskCalls$Call.say")),
  CHANNEL_BEGUN(
      List.of("whatsapp-api-service"),
      before("whatsapp.api.ChannelDelivery", "handOver", "Supplier.get")),
  /** The other side answered, the answer is not noted. */
  DESK_CALLED(
      List.of("genesys-api-service"),
      after("genesys.api.DeskDelivery", "handOver", "DeskCalls$Call.say")),
  CHANNEL_CALLED(
      List.of("whatsapp-api-service"),
      after("whatsapp.api.ChannelDelivery", "handOver", "Supplier.get")),
  /** The answer is noted, the envelope is not acknowledged. */
  DESK_ENDED(
      List.of("genesys-api-service"),
      after("genesys.api.DeskDelivery", "handOver", "DeskDelivery.end")),
  CHANNEL_ENDED(
      List.of("whatsapp-api-service"),
      after("whatsapp.api.ChannelDelivery", "handOver", "ChannelDelivery.end")),
  /** An envelope has come to its end, and is not acknowledged. */
  LANE_STEPPED(
      Stages.ALL,
      after("kit.lane.Passage", "through", "Passage.once"),
      after("kit.lane.Passage", "through", "Passage.drain")),
  /** An envelope is held or parked, and not acknowledged. */
  LANE_KEPT(
      Stages.ALL,
      after("kit.lane.Keep", "hold", "Holding.hold"),
      after("kit.lane.Keep", "park", "Parking.park")),
  /** A held envelope has come to its end, and is still held. */
  HELD_STEPPED(Stages.ALL, before("kit.lane.Passage", "release", "Holding.released")),
  /** Conversations are announced as due, and not marked as announced. */
  HELD_ANNOUNCED(
      List.of("state-manager"),
      after("state.DueConversations", "announce", "LanePublisher.publish"));

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

  /** The services that pass here. */
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
