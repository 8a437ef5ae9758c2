package io.wabridge.state.event.webhook;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** The secrets that sign events: random, and encrypted in the database. */
@Component
class WebhookSecrets {

  private static final int BYTES = 32;

  private final FieldEncryption encryption;
  private final SecureRandom random = new SecureRandom();

  WebhookSecrets(FieldEncryption encryption) {
    this.encryption = encryption;
  }

  /** A new secret, in the form that libraries of Standard Webhooks expect. */
  Secret generate() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of("whsec_" + Base64.getEncoder().encodeToString(bytes));
  }

  byte[] seal(TenantId tenant, String webhook, Secret secret) {
    return encryption.encrypt(secret.reveal(), associatedData(tenant, webhook));
  }

  Secret open(TenantId tenant, String webhook, byte[] sealed) {
    return Secret.of(encryption.decrypt(sealed, associatedData(tenant, webhook)));
  }

  private static String associatedData(TenantId tenant, String webhook) {
    return tenant + "|webhook_subscriptions|secret|" + webhook;
  }
}
