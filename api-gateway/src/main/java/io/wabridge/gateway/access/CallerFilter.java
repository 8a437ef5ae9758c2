package io.wabridge.gateway.access;

import io.wabridge.kit.access.Caller;
import io.wabridge.kit.access.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClientException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls: a bearer token if one is shown, otherwise the session of the cookie. A
 * bearer token that is not valid is refused, whatever cookie is with it.
 */
final class CallerFilter extends OncePerRequestFilter {

  /** A request attribute: the facts of the person whose session this is. */
  static final String FACTS = "io.wabridge.gateway.facts";

  /** The portal's requests that no person caused do not keep a session alive. */
  private static final String BACKGROUND = "X-Background";

  private static final String BEARER_KEY = "Bearer wbk_";

  private final AdminToken adminToken;
  private final AuthService auth;

  CallerFilter(AdminToken adminToken, AuthService auth) {
    this.adminToken = adminToken;
    this.auth = auth;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    Optional<Caller> caller;
    try {
      caller = shown == null ? person(request) : program(request, shown);
    } catch (RestClientException | DataAccessException e) {
      unavailable(response);
      return;
    }
    if (shown != null && caller.isEmpty()) {
      Refusal.UNAUTHENTICATED.write(response);
      return;
    }
    caller.ifPresent(one -> request.setAttribute(Caller.ATTRIBUTE, one));
    chain.doFilter(request, response);
  }

  private Optional<Caller> program(HttpServletRequest request, String shown) {
    var address = request.getRemoteAddr();
    if (adminToken.accepts(request, shown)) {
      return Optional.of(new Caller.Installation(address));
    }
    if (!shown.startsWith(BEARER_KEY)) {
      return Optional.empty();
    }
    return auth.key(shown.substring("Bearer ".length()))
        .map(key -> new Caller.Key(key.id(), key.tenant(), key.scopes(), address));
  }

  private Optional<Caller> person(HttpServletRequest request) {
    var id = BrowserSession.id(request);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    var facts = auth.session(id.get(), request.getHeader(BACKGROUND) == null);
    if (facts.isEmpty()) {
      BrowserSession.end(request);
      return Optional.empty();
    }
    request.setAttribute(FACTS, facts.get());
    return facts.map(one ->
        new Caller.Person(
            one.id(),
            id.get(),
            one.operator(),
            one.roles(),
            one.confirmedUntil().isAfter(Instant.now()),
            request.getRemoteAddr()));
  }

  private static void unavailable(HttpServletResponse response) throws IOException {
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.RETRY_AFTER, "2");
    response
        .getWriter()
        .write(
            """
            {"type":"about:blank","title":"Service Unavailable","status":503,\
            "detail":"What knows who calls is unavailable; try again."}\
            """);
  }
}
