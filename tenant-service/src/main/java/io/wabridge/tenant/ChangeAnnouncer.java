package io.wabridge.tenant;

import io.wabridge.kit.client.Announcements;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Announces changes after their commit: a service that reads at once after a notification must not
 * get the old row, because it would cache it for a minute.
 */
@Component
class ChangeAnnouncer {

  private final Announcements announcements;

  ChangeAnnouncer(Announcements announcements) {
    this.announcements = announcements;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void committed(ConfigurationChanged change) {
    announcements.announceChange(change.tenantId());
  }
}
