package io.wabridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wabridge.model.Delivery;
import io.wabridge.model.Direction;
import io.wabridge.model.Message;
import io.wabridge.model.Status;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.ShowsReceipts;
import io.wabridge.model.connector.WebhookUnreadable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of every connector of a desk. */
public abstract class DeskContract extends ConnectorContract<DeskConnector> {

  protected DeskContract() {
    super(Direction.INBOUND);
  }

  /** The product's answer to an accepted receipt, with status 200. */
  protected String shown() {
    return "{}";
  }

  /** The statuses that the product shows. */
  protected List<Status> shownStatuses() {
    return List.of(Status.DELIVERED, Status.READ, Status.FAILED);
  }

  @Override
  final Delivery deliver(Message message, Context context) {
    return connector().deliver(message, context);
  }

  @Override
  final Object decode(String part) throws WebhookUnreadable {
    return connector().decode(part);
  }

  @Test
  void deliversAFile() {
    assumeTrue(connector().info().capabilities().contents().contains("media"), "shows no files");
    server().answers(200, accepted());
    assertThat(withoutSecrets(deliver(picture(), context()))).isInstanceOf(Delivery.Accepted.class);
  }

  @Test
  void showsReceiptsOfEveryStatus() {
    assumeTrue(connector() instanceof ShowsReceipts, "shows no receipts");
    for (var status : shownStatuses()) {
      server().answers(200, shown());
      assertThat(show(status)).as(status.name()).isInstanceOf(Delivery.Accepted.class);
      server().answers(400, "{}");
      assertThat(show(status)).as(status.name()).isInstanceOf(Delivery.Refused.class);
      server().answers(429, "{}");
      assertThat(show(status)).as(status.name()).isInstanceOf(Delivery.Deferred.class);
    }
  }

  private Delivery show(Status status) {
    return withoutSecrets(((ShowsReceipts) connector()).show(Samples.receipt(status), context()));
  }
}
