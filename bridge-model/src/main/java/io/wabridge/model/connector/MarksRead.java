package io.wabridge.model.connector;

import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;

/** Ability: the person is shown that a message was read. */
public interface MarksRead {

  Delivery markRead(ExternalId message, Context context);
}
