package io.wabridge.genesys.api;

import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.lane.LanePublisher;
import io.wabridge.kit.lane.LanePublisher.Outgoing;
import io.wabridge.kit.lane.Outcome;
import io.wabridge.kit.lane.Receipts;
import io.wabridge.kit.routing.Routes;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Envelope;
import io.wabridge.model.Message;
import io.wabridge.model.Receipt;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Lets receipts and notices of an unavailable desk wait beside their conversation. They stay with
 * the desk; the person's messages behind them must not, if they may go to the next desk.
 */
@Component
class BesideConversation {

  private final Tenants tenants;
  private final LanePublisher publisher;

  BesideConversation(Tenants tenants, LanePublisher publisher) {
    this.tenants = tenants;
    this.publisher = publisher;
  }

  Outcome receipt(Envelope<?> envelope, Receipt receipt, Outcome.Later later) {
    return tenants
        .desk(receipt.desk())
        .filter(_ -> delaysOthers(envelope, receipt.channel(), receipt.desk()))
        .map(desk -> publish(Receipts.besideConversation(desk, envelope, receipt)))
        .orElse(later);
  }

  Outcome notice(Envelope<?> envelope, Message notice, Outcome.Later later) {
    return tenants
        .desk(notice.desk())
        .filter(_ -> delaysOthers(envelope, notice.channel(), notice.desk()))
        .map(desk -> publish(Receipts.besideConversation(desk, envelope, notice)))
        .orElse(later);
  }

  private boolean delaysOthers(Envelope<?> envelope, ChannelId channel, DeskId desk) {
    return !Receipts.isBesideConversation(envelope)
        && tenants.channel(channel).flatMap(known -> Routes.of(known).failover(desk)).isPresent();
  }

  private Outcome publish(Outgoing aside) {
    publisher.publish(List.of(aside));
    return Outcome.DONE;
  }
}
