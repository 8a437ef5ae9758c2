package io.wabridge.sandbox.whatsapp;

import java.util.Set;

/** An access token: its app, its accounts (empty: all), its expiry (0: never). */
record Token(String value, String appId, Set<String> wabas, long issuedAtMs, long expiresAtMs) {
  boolean reaches(String wabaId) {
    return wabas.isEmpty() || wabas.contains(wabaId);
  }
}
