package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.ChangeSignal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A person with WhatsApp: identities, which of them are visible, and a chat per business number.
 */
final class Person {
  private final String id;
  private final @Nullable String waId;
  private final String bsuid;
  private final String name;
  private final @Nullable String username;
  private final Map<String, Chat> chats = new ConcurrentHashMap<>();
  private final ChangeSignal changeSignal = new ChangeSignal();
  private volatile boolean phoneHidden;

  Person(
      @Nullable String waId,
      String bsuid,
      String name,
      @Nullable String username,
      boolean phoneHidden) {
    this.id = waId == null ? bsuid : waId;
    this.waId = waId;
    this.bsuid = bsuid;
    this.name = name;
    this.username = username;
    this.phoneHidden = phoneHidden;
  }

  String id() {
    return id;
  }

  @Nullable String waId() {
    return waId;
  }

  /** The phone number, if the business may see it. */
  @Nullable String shownWaId() {
    return phoneHidden ? null : waId;
  }

  String bsuid() {
    return bsuid;
  }

  /** The person's id for another portfolio differs. */
  String bsuidAt(String businessId) {
    if (businessId.equals(Accounts.BUSINESS_ID)) {
      return bsuid;
    }
    long mixed = (bsuid + businessId).hashCode() & 0xffffffffL;
    return bsuid.substring(0, 3) + businessId + mixed;
  }

  String name() {
    return name;
  }

  @Nullable String username() {
    return username;
  }

  boolean phoneHidden() {
    return phoneHidden;
  }

  void phoneHidden(boolean hidden) {
    phoneHidden = hidden;
  }

  Map<String, Chat> chats() {
    return chats;
  }

  ChangeSignal pulse() {
    return changeSignal;
  }
}
