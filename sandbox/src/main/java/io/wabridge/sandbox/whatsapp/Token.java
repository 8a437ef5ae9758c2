package io.wabridge.sandbox.whatsapp;

import java.util.Set;

/** An access token: whose app, which accounts (none named: all), until when (0: for ever). */
record Token(String value, String appId, Set<String> wabas, long issuedAtMs, long expiresAtMs) {
  boolean reaches(String wabaId) {
    return wabas.isEmpty() || wabas.contains(wabaId);
  }
}
