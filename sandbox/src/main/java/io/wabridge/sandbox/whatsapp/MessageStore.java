package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.BoundedMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Finds messages of both sides by id, as long as they are kept. */
@Component
class MessageStore {
  private final BoundedMap<String, BusinessMessage> received = new BoundedMap<>(100_000);
  private final BoundedMap<String, PersonMessage> said = new BoundedMap<>(100_000);

  private final BoundedMap<String, Boolean> callbackData = new BoundedMap<>(200_000);
  private final LongAdder repeats = new LongAdder();

  BoundedMap<String, BusinessMessage> received() {
    return received;
  }

  BoundedMap<String, PersonMessage> said() {
    return said;
  }

  /** How many sends had callback data of an earlier send: duplicates. */
  long repeats() {
    return repeats.sum();
  }

  void sent(BusinessMessage message) {
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
