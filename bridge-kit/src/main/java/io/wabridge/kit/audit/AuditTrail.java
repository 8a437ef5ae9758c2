package io.wabridge.kit.audit;

import io.wabridge.kit.access.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Adds entries to the audit log. Throws a RestClientException if an entry was not added. */
public interface AuditTrail {

  @PostExchange("/internal/audit")
  void add(@RequestBody Entry entry);

  /**
   * One entry.
   *
   * @param tenant null: of the platform
   * @param actor who did it, as "person:0190…"
   * @param action as "channel.changed"
   * @param subject what it was done to, as "channel:0190…"; no number or name of a person
   * @param address from which the gateway was called
   * @param detail a short text without secrets and personal data
   */
  record Entry(
      @Nullable String tenant,
      String actor,
      String action,
      @Nullable String subject,
      String address,
      @Nullable String detail) {

    /** What this caller does. */
    public static Entry of(
        Caller caller,
        @Nullable String tenant,
        String action,
        @Nullable String subject,
        @Nullable String detail) {
      return new Entry(tenant, caller.name(), action, subject, caller.address(), detail);
    }
  }
}
