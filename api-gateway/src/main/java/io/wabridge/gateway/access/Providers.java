package io.wabridge.gateway.access;

import io.wabridge.gateway.access.AccessProperties.Provider;
import io.wabridge.kit.BridgeProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/**
 * The issuers at which people sign in. An issuer is asked for its addresses when a person first
 * signs in there, so that the gateway starts while it is unavailable.
 */
@Component
class Providers implements ClientRegistrationRepository {

  private final List<Provider> configured;
  private final String callback;
  private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

  Providers(AccessProperties properties, BridgeProperties bridge) {
    this.configured = properties.signIn().providers();
    var base = bridge.publicUrl().toString().replaceAll("/+$", "");
    // from the settings, so that no caller chooses it with the header Host
    this.callback = base + "/sign-in/{registrationId}/callback";
  }

  List<Provider> all() {
    return configured;
  }

  Provider named(String id) {
    return configured.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    return configured.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .map(one -> known.computeIfAbsent(id, _ -> registration(one)))
        .orElse(null);
  }

  private ClientRegistration registration(Provider provider) {
    var builder =
        provider.issuer() != null
            ? ClientRegistrations.fromIssuerLocation(provider.issuer())
                .registrationId(provider.id())
            : ClientRegistration.withRegistrationId(provider.id())
                .authorizationUri(Objects.requireNonNull(provider.authorizationUrl()))
                .tokenUri(Objects.requireNonNull(provider.tokenUrl()))
                .userInfoUri(Objects.requireNonNull(provider.userUrl()))
                .userNameAttributeName(provider.subjectClaim());
    var secret = provider.clientSecret();
    builder
        .clientName(provider.label())
        .clientId(provider.clientId())
        .scope(provider.scopes())
        .redirectUri(callback)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build());
    return secret == null
        ? builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
        : builder
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .clientSecret(secret.reveal())
            .build();
  }
}
