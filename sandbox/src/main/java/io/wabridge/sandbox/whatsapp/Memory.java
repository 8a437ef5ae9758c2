package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Capped;
import org.springframework.stereotype.Component;

/** Finds messages of either side by id, as far back as there is room. */
@Component
class Memory {
  private final Capped<String, Received> received = new Capped<>(30_000);
  private final Capped<String, Said> said = new Capped<>(30_000);

  Capped<String, Received> received() {
    return received;
  }

  Capped<String, Said> said() {
    return said;
  }

  void clear() {
    received.clear();
    said.clear();
  }
}
