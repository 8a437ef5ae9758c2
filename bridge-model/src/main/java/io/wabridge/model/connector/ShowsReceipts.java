package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.Receipt;

/** Ability: the product shows the status of a message that was written there. */
public interface ShowsReceipts {

  Delivery show(Receipt receipt, Context context);
}
