package io.wabridge.sandbox.whatsapp;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Apps, business accounts, numbers and tokens; one of each exists from the start. */
@Component
class Accounts {
  static final String PHONE_NUMBER_ID = "900800700600500";
  static final String BUSINESS_ID = "300200100900800";

  private final Map<String, App> apps = new ConcurrentHashMap<>();
  private final Map<String, Waba> wabas = new ConcurrentHashMap<>();
  private final Map<String, BusinessNumber> numbers = new ConcurrentHashMap<>();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  Accounts() {
    reset();
  }

  final void reset() {
    apps.clear();
    wabas.clear();
    numbers.clear();
    tokens.clear();
    app("500400300200100", "local-test-secret-0001");
    Waba waba = waba("700100200300400", "Harbour Bikes", BUSINESS_ID);
    number(PHONE_NUMBER_ID, "+1 555-010-0200", "Harbour Bikes", waba);
    token("sandbox-whatsapp-token", "500400300200100", Set.of(), 0);
  }

  App app(String id, String secret) {
    return apps.compute(
        id, (key, was) -> was != null && was.secret().equals(secret) ? was : new App(id, secret));
  }

  Waba waba(String id, String name, String businessId) {
    return wabas.computeIfAbsent(id, key -> Waba.of(id, name, businessId));
  }

  BusinessNumber number(String id, String display, String name, Waba waba) {
    BusinessNumber number = new BusinessNumber(id, display, name, waba);
    numbers.put(id, number);
    return number;
  }

  Token token(String value, String appId, Set<String> wabaIds, long expiresAtMs) {
    Token token = new Token(value, appId, wabaIds, System.currentTimeMillis(), expiresAtMs);
    tokens.put(value, token);
    return token;
  }

  void revoke(String token) {
    tokens.remove(token);
  }

  @Nullable App app(String id) {
    return apps.get(id);
  }

  @Nullable Waba waba(String id) {
    return wabas.get(id);
  }

  @Nullable BusinessNumber number(String id) {
    return numbers.get(id);
  }

  @Nullable Token token(String value) {
    return tokens.get(value);
  }

  Collection<App> apps() {
    return apps.values();
  }

  Collection<BusinessNumber> numbers() {
    return numbers.values();
  }
}
