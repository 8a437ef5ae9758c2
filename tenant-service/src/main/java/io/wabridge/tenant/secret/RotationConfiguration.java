package io.wabridge.tenant.secret;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.kit.rotation.KeyRotation;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything in this service's tables that the platform's key encrypts. */
@Configuration(proxyBeanMethods = false)
class RotationConfiguration {

  @Bean
  KeyRotation keyRotation(FieldEncryption platform, CredentialValues credentials) {
    return new KeyRotation(platform, List.of(credentials));
  }
}
