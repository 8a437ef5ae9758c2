package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.ShiftingClock;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Identifies the caller and checks access to the requested object. */
@Component
class TokenAuthorization {
  private final Accounts accounts;
  private final ShiftingClock clock;

  TokenAuthorization(Accounts accounts, ShiftingClock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  Token require(HttpServletRequest request) {
    String value = presented(request);
    if (value == null) {
      throw GraphException.badToken("An access token is required to request this resource.");
    }
    Token token = find(value);
    if (token == null) {
      throw GraphException.badToken("Invalid OAuth access token - Cannot parse access token");
    }
    if (expired(token)) {
      throw GraphException.expiredToken(
          "Error validating access token: Session has expired on %s. The current time is %s."
              .formatted(Instant.ofEpochMilli(token.expiresAtMs()), clock.instant()));
    }
    return token;
  }

  boolean expired(Token token) {
    return token.expiresAtMs() != 0 && token.expiresAtMs() <= clock.millis();
  }

  @Nullable Token find(String value) {
    Token token = accounts.token(value);
    if (token != null) {
      return token;
    }
    for (App app : accounts.apps()) {
      if (app.token().equals(value)) {
        return new Token(value, app.id(), Set.of(), 0, 0);
      }
    }
    return null;
  }

  static @Nullable String presented(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return header.substring(7).strip();
    }
    String query = request.getQueryString();
    return query != null && query.contains("access_token=")
        ? request.getParameter("access_token")
        : null;
  }

  BusinessNumber number(HttpServletRequest request, String id) {
    Token token = require(request);
    BusinessNumber number = accounts.number(id);
    if (number == null || !token.reaches(number.waba().id())) {
      throw GraphException.noSuchObject(request.getMethod(), id);
    }
    return number;
  }

  Waba waba(HttpServletRequest request, String id) {
    Token token = require(request);
    Waba waba = accounts.waba(id);
    if (waba == null || !token.reaches(id)) {
      throw GraphException.noSuchObject(request.getMethod(), id);
    }
    return waba;
  }
}
