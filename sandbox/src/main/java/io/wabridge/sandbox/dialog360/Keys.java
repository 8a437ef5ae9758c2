package io.wabridge.sandbox.dialog360;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All API keys; one for WhatsApp's first number is there from the start. */
@Component
class Keys {
  private static final String FIRST = "sandbox-360dialog-key";
  private static final String FIRST_NUMBER = "900800700600500";

  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  Keys() {
    reset();
  }

  final void reset() {
    keys.clear();
    add(FIRST, FIRST_NUMBER, null);
  }

  void add(String apiKey, String phoneNumberId, @Nullable String platformSecret) {
    keys.put(apiKey, new Key(phoneNumberId, platformSecret));
  }

  @Nullable Key find(@Nullable String apiKey) {
    return apiKey == null ? null : keys.get(apiKey);
  }

  boolean contains(Key key) {
    return keys.containsValue(key);
  }

  /** The key of a number whose webhooks 360dialog posts. */
  Optional<Key> withWebhook(String phoneNumberId) {
    return keys.values().stream()
        .filter(key -> key.phoneNumberId().equals(phoneNumberId) && key.webhook() != null)
        .findFirst();
  }
}
