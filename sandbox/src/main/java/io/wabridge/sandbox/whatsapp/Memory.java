package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Capped;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Finds messages of either side by id, as far back as there is room. */
@Component
class Memory {
  private final Capped<String, Received> received = new Capped<>(100_000);
  private final Capped<String, Said> said = new Capped<>(100_000);

  private final Capped<String, Boolean> callbackData = new Capped<>(200_000);
  private final LongAdder repeats = new LongAdder();

  Capped<String, Received> received() {
    return received;
  }

  Capped<String, Said> said() {
    return said;
  }

  /** How many sends carried callback data that an earlier send had carried: told twice. */
  long repeats() {
    return repeats.sum();
  }

  void sent(Received message) {
    received.put(message.id(), message);
    String data = message.callbackData();
    if (data != null && callbackData.get(data) != null) {
      repeats.increment();
    } else if (data != null) {
      callbackData.put(data, true);
    }
  }

  void clear() {
    callbackData.clear();
    repeats.reset();
    received.clear();
    said.clear();
  }
}
