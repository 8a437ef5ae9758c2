package io.wabridge.sandbox.whatsapp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A WhatsApp Business Account and its subscribed apps, each with an optional own callback. */
record Waba(String id, String name, String businessId, Map<String, String> subscriptions) {
  static final String NO_OVERRIDE = "";

  static Waba of(String id, String name, String businessId) {
    return new Waba(id, name, businessId, new ConcurrentHashMap<>());
  }
}
