package io.wabridge.gateway.access;

import io.wabridge.kit.access.Caller;
import io.wabridge.kit.access.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * The order of the checks: who calls ({@link CallerFilter}), the CSRF token of a session, signing
 * in at an issuer, the table of rules ({@link TableFilter}).
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Bean
  HttpSessionCsrfTokenRepository csrfTokens() {
    var tokens = new HttpSessionCsrfTokenRepository();
    tokens.setHeaderName(CSRF_HEADER);
    return tokens;
  }

  @Bean
  SecurityFilterChain checks(
      HttpSecurity http,
      HttpSessionCsrfTokenRepository csrfTokens,
      AdminToken adminToken,
      AuthService auth,
      Providers providers,
      IdentitySignIn identities) {
    http.securityContext(
            context -> context.securityContextRepository(new NullSecurityContextRepository()))
        .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .csrf(csrf ->
            csrf.csrfTokenRepository(csrfTokens)
                .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                .requireCsrfProtectionMatcher(SecurityConfiguration::changesInASession))
        .exceptionHandling(refusals ->
            refusals
                .accessDeniedHandler((_, response, _) -> Refusal.CSRF.write(response))
                .authenticationEntryPoint(
                    (_, response, _) -> Refusal.UNAUTHENTICATED.write(response)))
        .addFilterBefore(new CallerFilter(adminToken, auth), CsrfFilter.class)
        .addFilterAfter(new SameSite(), CsrfFilter.class)
        .addFilterAfter(new TableFilter(auth), ExceptionTranslationFilter.class);
    identities.configure(http, providers);
    return http.build();
  }

  /** Signing in has no session to abuse yet, and has {@link SameSite} instead. */
  private static boolean changesInASession(HttpServletRequest request) {
    return !SAFE.contains(request.getMethod())
        && request.getAttribute(Caller.ATTRIBUTE) instanceof Caller.Person
        && !SameSite.signsIn(request);
  }

  /** {@link SecuredPaths} runs it. */
  @Bean
  FilterRegistrationBean<Filter> notForAllPaths(
      @Qualifier("springSecurityFilterChain") Filter security) {
    var registration = new FilterRegistrationBean<>(security);
    registration.setEnabled(false);
    return registration;
  }
}
