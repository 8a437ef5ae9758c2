package io.wabridge.tenant.endpoint;

import io.wabridge.tenant.Connection;
import org.jspecify.annotations.Nullable;

/** Whether an administrator wants an endpoint to carry messages. */
enum Switch {
  DISABLED,
  /** Switched on; what it is worth the next connection test tells. */
  NEW;

  static void apply(@Nullable Switch wanted, StoredEndpoint row) {
    if (wanted == DISABLED) {
      row.status = Connection.DISABLED;
    } else if (wanted == NEW) {
      row.status = Connection.NEW;
    }
  }
}
