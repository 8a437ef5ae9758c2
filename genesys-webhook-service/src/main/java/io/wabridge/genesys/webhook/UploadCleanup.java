package io.wabridge.genesys.webhook;

import io.wabridge.kit.store.Uploads;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes uploads whose time is over. Several processes may do it at the same time. */
@Component
class UploadCleanup {

  private static final Logger log = LoggerFactory.getLogger(UploadCleanup.class);

  private final Uploads uploads;

  UploadCleanup(Uploads uploads) {
    this.uploads = uploads;
  }

  @Scheduled(fixedDelayString = "${bridge.uploads.cleanup:1h}", initialDelayString = "5m")
  void sweep() {
    try {
      var removed = uploads.removeExpired();
      if (removed > 0) {
        log.atInfo().log("deleted: {} expired uploads", removed);
      }
    } catch (IOException e) {
      log.atWarn().log("expired uploads could not be deleted: {}", e.getMessage());
    }
  }
}
