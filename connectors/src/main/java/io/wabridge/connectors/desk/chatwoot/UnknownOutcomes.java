package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.model.MessageId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The newest messages that may have been posted without an answer: they are looked for first. */
final class UnknownOutcomes {

  private static final int MOST = 10_000;

  private final Map<MessageId, Boolean> messages =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(MessageId message) {
    messages.put(message, true);
  }

  synchronized void remove(MessageId message) {
    messages.remove(message);
  }

  synchronized boolean contains(MessageId message) {
    return messages.containsKey(message);
  }
}
