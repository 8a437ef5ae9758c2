package io.wabridge.auth.rotation;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.rotation.EncryptedColumn;
import io.wabridge.kit.rotation.KeyRotation;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything in this service's tables that the platform's key encrypts. */
@Configuration(proxyBeanMethods = false)
class RotationConfiguration {

  @Bean
  KeyRotation keyRotation(
      JdbcClient db, TransactionTemplate transaction, FieldEncryption platform) {
    return new KeyRotation(
        platform,
        List.of(
            EncryptedColumn.ofPlatform(
                db,
                transaction,
                platform,
                "people",
                "second_factor",
                "'people.second_factor:' || id")));
  }
}
