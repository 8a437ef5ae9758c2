package io.wabridge.tenant.endpoint;

import io.wabridge.tenant.Connection;
import org.jspecify.annotations.Nullable;

/** Whether an administrator has switched an endpoint on or off. */
enum Switch {
  DISABLED,
  /** Switched on; the next connection test determines its state. */
  NEW;

  static void apply(@Nullable Switch wanted, StoredEndpoint row) {
    if (wanted == DISABLED) {
      row.become(Connection.DISABLED);
    } else if (wanted == NEW) {
      row.become(Connection.NEW);
    }
  }
}
