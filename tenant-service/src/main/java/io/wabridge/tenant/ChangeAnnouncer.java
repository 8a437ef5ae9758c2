package io.wabridge.tenant;

import io.wabridge.kit.client.Announcements;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Announces changes after their commit: a service that asks as soon as it hears of a change must
 * not be given the old row, because it would keep that for a minute.
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
