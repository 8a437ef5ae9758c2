package io.wabridge.whatsapp.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The ids of this process's attempts to send, until the ledger has answered: until then nothing was
 * sent, and a repeated request with the same id may continue. An id is removed before the call; if
 * the process crashes in between, the id is lost and the outcome is unknown.
 */
@Component
class SendAttemptIds {

  private final Cache<MessageId, String> attempts =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofHours(1)).build();

  String idFor(MessageId message) {
    return attempts.get(message, _ -> Ids.next());
  }

  void forget(MessageId message) {
    attempts.invalidate(message);
  }
}
