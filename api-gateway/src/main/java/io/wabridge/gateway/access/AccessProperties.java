package io.wabridge.gateway.access;

import io.wabridge.kit.access.Role;
import io.wabridge.model.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is let in.
 *
 * @param adminToken the static token of the installation's own programs
 * @param adminTokenFrom addresses and ranges from which it is accepted besides this machine
 */
@Validated
@ConfigurationProperties("bridge")
record AccessProperties(
    @NotNull Secret adminToken,
    @DefaultValue List<String> adminTokenFrom,
    @Valid @DefaultValue SignIn signIn) {

  /**
   * Signing in.
   *
   * @param allowHttp whether people may sign in without TLS at another host than localhost
   * @param longest how long a session lives at most
   * @param providers issuers at which people sign in
   */
  record SignIn(
      @DefaultValue("false") boolean allowHttp,
      @DefaultValue("12h") Duration longest,
      @DefaultValue List<@Valid Provider> providers) {}

  /**
   * An issuer of sign-ins: OpenID Connect with its address only, or OAuth 2.0 with three addresses.
   *
   * @param id in the address of the callback: {@code <public URL>/sign-in/<id>/callback}
   * @param label on the button
   * @param issuer of OpenID Connect; its other addresses are found there
   * @param clientSecret absent: a public client
   * @param userUrl answers who the bearer of a token is
   * @param subjectClaim of that answer, for OAuth 2.0
   * @param verifiesEmail whether all its e-mail addresses are verified, without a claim that says
   *     so
   * @param tenantClaim whose value {@code tenants} maps to a tenant; dots lead into objects
   * @param roleClaim whose value, or one of whose values, {@code roles} maps to a role
   * @param defaultRole the role if no claim is mapped
   * @param tokenUrlOfClient answers for which client a token was issued
   * @param tokenClientClaim of that answer; it must be the client id
   */
  record Provider(
      @NotBlank @Pattern(regexp = "[a-z0-9-]{1,30}") String id,
      @NotBlank String label,
      @Nullable String issuer,
      @NotBlank String clientId,
      @Nullable Secret clientSecret,
      @DefaultValue({"openid", "email", "profile"}) List<String> scopes,
      @Nullable String authorizationUrl,
      @Nullable String tokenUrl,
      @Nullable String userUrl,
      @DefaultValue("id") String subjectClaim,
      @DefaultValue("email") String emailClaim,
      @DefaultValue("name") String nameClaim,
      @DefaultValue("false") boolean verifiesEmail,
      @Nullable String tenantClaim,
      @DefaultValue Map<String, String> tenants,
      @Nullable String roleClaim,
      @DefaultValue Map<String, Role> roles,
      @Nullable Role defaultRole,
      @Nullable String tokenUrlOfClient,
      @Nullable String tokenClientClaim) {}
}
