package io.wabridge.state.window;

import io.wabridge.kit.client.PersonWaits;
import io.wabridge.state.history.MessageContents;
import java.util.Objects;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.RestController;

/** Lets replies wait for persons: the server side of {@link PersonWaits}. */
@RestController
class PersonWaitController implements PersonWaits {

  private final OpenedWaits waits;
  private final MessageContents contents;
  private final TransactionOperations transactions;

  PersonWaitController(
      OpenedWaits waits, MessageContents contents, TransactionOperations transactions) {
    this.waits = waits;
    this.contents = contents;
    this.transactions = transactions;
  }

  /** The keys of a new tenant are committed before its first content. */
  @Override
  public Answer place(Order order) {
    var template = order.template();
    if (template != null) {
      contents.prepare(order.tenant(), template.kept());
    }
    return Objects.requireNonNull(transactions.execute(_ -> waits.place(order)));
  }
}
