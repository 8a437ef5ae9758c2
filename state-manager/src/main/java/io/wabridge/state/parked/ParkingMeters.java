package io.wabridge.state.parked;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.kit.lane.Parking;
import io.wabridge.kit.telemetry.Counters;
import io.wabridge.kit.telemetry.Labels;
import io.wabridge.kit.telemetry.MessageMeters;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.model.Contract;
import io.wabridge.model.Direction;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Counts parked and replayed envelopes of all stages. */
@Component
class ParkingMeters {

  private final Counters parked;
  private final Counters replayed;
  private final MessageMeters messages;

  ParkingMeters(MeterRegistry meters, MessageMeters messages) {
    this.parked = Metric.PARKED.counters(meters);
    this.replayed = Metric.REPLAYED.counters(meters);
    this.messages = messages;
  }

  void parked(Parking.Parked one) {
    parked.count(one.stage(), Labels.of(one.reason()));
    var tenant = one.tenant();
    if (tenant != null && one.message() != null) {
      direction(one.contract())
          .ifPresent(
              direction -> messages.parked(tenant, direction, provider(one.stage()), one.reason()));
    }
  }

  void replayed(ParkingLot.ParkedEnvelope parked, boolean putBack) {
    replayed.count(parked.stage(), putBack ? "replayed" : "there");
  }

  /** The direction of a message; other contracts have no final outcome. */
  private static Optional<Direction> direction(String contract) {
    return Contract.named(contract)
        .flatMap(known ->
            switch (known) {
              case MESSAGE_INBOUND -> Optional.of(Direction.INBOUND);
              case MESSAGE_OUTBOUND -> Optional.of(Direction.OUTBOUND);
              default -> Optional.empty();
            });
  }

  /** A delivering stage's name ends with the kind it delivers to, after a dot. */
  private static String provider(String stage) {
    return stage.substring(stage.indexOf('.') + 1);
  }
}
