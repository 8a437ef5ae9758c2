package io.wabridge.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.gateway.access.AccessProperties.SignIn;
import io.wabridge.gateway.access.AuthService.Answer;
import io.wabridge.gateway.access.AuthService.Facts;
import io.wabridge.kit.access.Caller;
import io.wabridge.kit.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Signing in and out in a browser. */
@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "Signing in")
class SessionEndpoint {

  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|0:0:0:0:0:0:0:1");

  /**
   * Credentials.
   *
   * @param code of the authenticator app, or a recovery code; absent: none is entered yet
   */
  record Credentials(@Nullable String email, @Nullable String password, @Nullable String code) {}

  /** One of both is needed. */
  record Confirmation(@Nullable String password, @Nullable String code) {}

  record ShownLink(@Nullable String link) {}

  /** A one-time link with what the person entered; which fields are needed depends on the link. */
  record UsedLink(
      @Nullable String link,
      @Nullable String email,
      @Nullable String name,
      @Nullable String language,
      @Nullable String password,
      @Nullable String code) {}

  record ProviderView(String id, String label) {}

  /**
   * The person.
   *
   * @param roles by tenant
   * @param confirmedUntil until when a confirmation counts
   */
  record PersonView(
      String id,
      String email,
      String name,
      String language,
      boolean operator,
      Map<String, Role> roles,
      boolean hasPassword,
      boolean secondFactor,
      Instant confirmedUntil) {
    static PersonView of(Facts facts) {
      return new PersonView(
          facts.id(),
          facts.email(),
          facts.name(),
          facts.language(),
          facts.operator(),
          facts.roles(),
          facts.hasPassword(),
          facts.secondFactor(),
          facts.confirmedUntil());
    }
  }

  /**
   * The state of a browser.
   *
   * @param person null: no person is signed in
   * @param csrf the value of the header X-CSRF-Token for every request that changes something
   * @param firstOperator whether the installation has no operator yet
   * @param providers issuers at which people may sign in: {@code GET /sign-in/<id>}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionView(
      @Nullable PersonView person,
      @Nullable String csrf,
      @Nullable Boolean firstOperator,
      @Nullable List<ProviderView> providers) {}

  private final AuthService auth;
  private final Providers providers;
  private final HttpSessionCsrfTokenRepository csrfTokens;
  private final SignIn settings;
  private final JsonMapper json;

  SessionEndpoint(
      AuthService auth,
      Providers providers,
      HttpSessionCsrfTokenRepository csrfTokens,
      AccessProperties properties,
      JsonMapper json) {
    this.auth = auth;
    this.providers = providers;
    this.csrfTokens = csrfTokens;
    this.settings = properties.signIn();
    this.json = json;
  }

  @GetMapping
  @Operation(summary = "Who is signed in, and how one may sign in")
  SessionView state(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(CallerFilter.FACTS) instanceof Facts facts) {
      return new SessionView(PersonView.of(facts), csrf(request, response), null, null);
    }
    return new SessionView(
        null,
        null,
        !auth.operatorExists(),
        providers.all().stream().map(one -> new ProviderView(one.id(), one.label())).toList());
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Signs in with e-mail address, password and code",
      description =
          "401 has the code wrong-credentials, code-required or wrong-code; 429 says when to try"
              + " again.")
  ResponseEntity<?> signIn(
      @RequestBody Credentials given, HttpServletRequest request, HttpServletResponse response) {
    if (tooOpen(request)) {
      return httpsRequired();
    }
    var body = origin(request);
    body.put("email", Objects.requireNonNullElse(given.email(), ""));
    body.put("password", Objects.requireNonNullElse(given.password(), ""));
    body.put("code", Objects.requireNonNullElse(given.code(), ""));
    return begun(auth.call(HttpMethod.POST, "/internal/sign-in", body), request, response);
  }

  @DeleteMapping
  @Operation(summary = "Signs out")
  SessionView signOut(HttpServletRequest request) {
    if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller.Person person) {
      auth.call(
          HttpMethod.DELETE,
          "/internal/sessions/" + person.session() + "?address=" + person.address(),
          Map.of());
    }
    BrowserSession.end(request);
    return new SessionView(null, null, null, null);
  }

  @PostMapping(path = "/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Confirms with password or code that it is still the person",
      description = "Secrets and what cannot be undone need it within the last minutes.")
  ResponseEntity<?> confirm(@RequestBody Confirmation given, HttpServletRequest request) {
    if (!(request.getAttribute(Caller.ATTRIBUTE) instanceof Caller.Person person)) {
      return problem(HttpStatus.UNAUTHORIZED, "unauthenticated", "Sign in first.");
    }
    var body = origin(request);
    body.put("password", Objects.requireNonNullElse(given.password(), ""));
    body.put("code", Objects.requireNonNullElse(given.code(), ""));
    return passedOn(
        auth.call(HttpMethod.POST, "/internal/sessions/" + person.session() + "/confirm", body));
  }

  @PostMapping(path = "/link/look", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "What a one-time link is for; 410: it is wrong, was used, or has expired")
  ResponseEntity<?> look(@RequestBody ShownLink shown, HttpServletRequest request) {
    return passedOn(
        auth.call(
            HttpMethod.POST,
            "/internal/links/look",
            Map.of(
                "link",
                Objects.requireNonNullElse(shown.link(), ""),
                "address",
                request.getRemoteAddr())));
  }

  @PostMapping(path = "/link", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Uses a one-time link: first operator, invitation, new password",
      description = "Signs in, except after a new password.")
  ResponseEntity<?> use(
      @RequestBody UsedLink used, HttpServletRequest request, HttpServletResponse response) {
    if (tooOpen(request)) {
      return httpsRequired();
    }
    var body = origin(request);
    body.put("link", Objects.requireNonNullElse(used.link(), ""));
    put(body, "email", used.email());
    put(body, "name", used.name());
    put(body, "language", used.language());
    put(body, "password", used.password());
    put(body, "code", used.code());
    return begun(auth.call(HttpMethod.POST, "/internal/links/use", body), request, response);
  }

  private static void put(Map<String, String> body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static Map<String, String> origin(HttpServletRequest request) {
    var body = new HashMap<String, String>();
    body.put("address", request.getRemoteAddr());
    body.put("agent", Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
    return body;
  }

  private ResponseEntity<?> begun(
      Answer answer, HttpServletRequest request, HttpServletResponse response) {
    if (answer.status() != HttpStatus.OK) {
      return passedOn(answer);
    }
    var id = json.readTree(answer.body()).path("session").asString("");
    if (id.isEmpty()) {
      return ResponseEntity.ok(new SessionView(null, null, null, null));
    }
    BrowserSession.begin(request, id, settings.longest());
    var facts = auth.session(id, true).orElseThrow();
    return ResponseEntity.ok(
        new SessionView(PersonView.of(facts), csrf(request, response), null, null));
  }

  private String csrf(HttpServletRequest request, HttpServletResponse response) {
    var token = csrfTokens.loadToken(request);
    if (token == null) {
      token = csrfTokens.generateToken(request);
      csrfTokens.saveToken(token, request, response);
    }
    return token.getToken();
  }

  /** Over plain HTTP password and cookie could be read on the way. */
  private boolean tooOpen(HttpServletRequest request) {
    return !request.isSecure()
        && !settings.allowHttp()
        && !THIS_MACHINE.matcher(request.getServerName()).matches();
  }

  private static ResponseEntity<?> httpsRequired() {
    return problem(
        HttpStatus.FORBIDDEN,
        "https-required",
        "Open this page with https: over http your password can be read on the way.");
  }

  private static ResponseEntity<?> problem(HttpStatus status, String code, String detail) {
    var body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setProperty("code", code);
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body);
  }

  private static ResponseEntity<String> passedOn(Answer answer) {
    var response =
        ResponseEntity.status(answer.status())
            .contentType(
                answer.status().isError()
                    ? MediaType.APPLICATION_PROBLEM_JSON
                    : MediaType.APPLICATION_JSON);
    if (answer.retryAfter() != null) {
      response.header(HttpHeaders.RETRY_AFTER, answer.retryAfter());
    }
    return response.body(answer.body().isEmpty() ? "{}" : answer.body());
  }
}
