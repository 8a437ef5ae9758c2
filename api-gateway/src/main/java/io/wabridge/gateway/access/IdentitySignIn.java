package io.wabridge.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs people in at an issuer (authorization code flow with PKCE). The result is a session of our
 * own; the issuer's tokens are not kept.
 */
@Component
class IdentitySignIn {

  private static final Logger log = LoggerFactory.getLogger(IdentitySignIn.class);

  /** Where the portal is; never an address from the request. */
  private static final String PORTAL = "/#/";

  private static final String PROBLEM = "/#/sign-in/";

  private final AuthService auth;
  private final Providers providers;
  private final JsonMapper json;
  private final Duration longest;

  IdentitySignIn(
      AuthService auth, Providers providers, JsonMapper json, AccessProperties properties) {
    this.auth = auth;
    this.providers = providers;
    this.json = json;
    this.longest = properties.signIn().longest();
  }

  void configure(HttpSecurity http, Providers issuers) {
    http.oauth2Login(login ->
        login
            .loginPage("/")
            .clientRegistrationRepository(issuers)
            .authorizedClientRepository(new NoTokens())
            .authorizationEndpoint(begin -> begin.baseUri("/sign-in"))
            .redirectionEndpoint(back -> back.baseUri("/sign-in/*/callback"))
            .userInfoEndpoint(users -> users.userService(new CheckedUsers(issuers)))
            .successHandler(this::identified)
            .failureHandler(IdentitySignIn::failed)
            .withObjectPostProcessor(new UnavailableIssuers()));
  }

  private void identified(
      HttpServletRequest request, HttpServletResponse response, Authentication shown)
      throws IOException {
    var token = (OAuth2AuthenticationToken) shown;
    var provider = providers.named(token.getAuthorizedClientRegistrationId());
    var user = Objects.requireNonNull(token.getPrincipal());
    var issuer =
        user instanceof OidcUser known && known.getIdToken().getIssuer() != null
            ? known.getIdToken().getIssuer().toString()
            : provider.id();
    var identity =
        new Claims(user.getAttributes(), provider)
            .identity(
                issuer,
                user.getName(),
                request.getRemoteAddr(),
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
    try {
      var answer = auth.call(HttpMethod.POST, "/internal/sign-in/identity", identity);
      if (answer.status() == HttpStatus.OK) {
        BrowserSession.begin(
            request, json.readTree(answer.body()).path("session").asString(), longest);
        redirect(response, PORTAL);
        return;
      }
      BrowserSession.end(request);
      redirect(
          response, PROBLEM + (answer.status() == HttpStatus.FORBIDDEN ? "no-account" : "failed"));
    } catch (RestClientException e) {
      log.atWarn().log("a sign-in failed: {}", e.getMessage());
      redirect(response, PROBLEM + "failed");
    }
  }

  private static void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    log.atInfo().log("a sign-in at an issuer failed: {}", reason.getMessage());
    BrowserSession.end(request);
    redirect(response, PROBLEM + "failed");
  }

  private static void redirect(HttpServletResponse response, String to) {
    response.setStatus(HttpStatus.FOUND.value());
    response.setHeader(HttpHeaders.LOCATION, to);
  }

  /** An issuer that does not say its addresses is a failed sign-in, too. */
  private static final class UnavailableIssuers
      implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {
    @Override
    public <T extends OAuth2AuthorizationRequestRedirectFilter> T postProcess(T filter) {
      filter.setAuthenticationFailureHandler(IdentitySignIn::failed);
      return filter;
    }
  }

  /** The tokens served to identify the person, and are dropped. */
  private static final class NoTokens implements OAuth2AuthorizedClientRepository {

    @Override
    @SuppressWarnings("NullAway")
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String id, @Nullable Authentication person, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        @Nullable Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {
      // nothing is kept
    }

    @Override
    public void removeAuthorizedClient(
        String id,
        @Nullable Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {
      // nothing is kept
    }
  }
}
