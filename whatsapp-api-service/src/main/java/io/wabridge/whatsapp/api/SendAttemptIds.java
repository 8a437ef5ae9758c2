package io.wabridge.whatsapp.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Ids;
import io.wabridge.model.MessageId;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Under which name this process has begun to send a message, as long as the ledger has not
 * answered: until then nothing was sent, and who asks again under the same name may go on.
 * Forgotten before the call; who dies in between has never known, and then nobody knows.
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
