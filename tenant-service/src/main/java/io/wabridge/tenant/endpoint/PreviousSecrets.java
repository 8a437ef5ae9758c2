package io.wabridge.tenant.endpoint;

import io.wabridge.model.Secret;
import io.wabridge.tenant.secret.Credentials;
import java.time.Instant;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The secrets of endpoints that were replaced lately. Products sign with the previous one until
 * they have the new one, and for webhooks that they repeat.
 */
@Component
class PreviousSecrets {

  private static final String ENDING = ":previous";

  private final Credentials credentials;
  private final RotationProperties rotation;

  PreviousSecrets(Credentials credentials, RotationProperties rotation) {
    this.credentials = credentials;
    this.rotation = rotation;
  }

  /** Keeps secrets that have just been replaced. Each is kept until it is replaced again. */
  void keep(StoredEndpoint row, Map<String, Secret> replaced) {
    if (replaced.isEmpty()) {
      return;
    }
    if (of(row).isEmpty()) {
      drop(row);
    }
    credentials.keep(row.tenantId, type(row), replaced);
  }

  /** Those that are still accepted. */
  Map<String, Secret> of(StoredEndpoint row) {
    return credentials
        .changedAt(row.tenantId, type(row))
        .filter(at -> at.isAfter(oldest()))
        .map(_ -> credentials.all(row.tenantId, type(row)))
        .orElse(Map.of());
  }

  void drop(StoredEndpoint row) {
    credentials.drop(row.tenantId, type(row));
  }

  private Instant oldest() {
    return Instant.now().minus(rotation.secretOverlap());
  }

  private static String type(StoredEndpoint row) {
    return row.credentialType() + ENDING;
  }

  @Scheduled(fixedDelay = 3_600_000, initialDelay = 90_000)
  @Transactional
  void deleteExpired() {
    credentials.dropUnchangedSince(ENDING, oldest());
  }
}
