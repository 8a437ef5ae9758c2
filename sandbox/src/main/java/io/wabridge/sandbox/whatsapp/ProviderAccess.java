package io.wabridge.sandbox.whatsapp;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What Meta grants the app of a provider: a token for the account of each of its numbers. */
@Component
public class ProviderAccess {
  private static final String APP = "500400300200900";

  private final Accounts accounts;

  ProviderAccess(Accounts accounts) {
    this.accounts = accounts;
  }

  /** A number as the provider's app reaches it. */
  public record Grant(String phoneNumberId, String digits, String wabaId, String token) {}

  /** Null when there is no such number. */
  public @Nullable Grant grant(String phoneNumberId) {
    BusinessNumber number = accounts.number(phoneNumberId);
    if (number == null) {
      return null;
    }
    String waba = number.waba().id();
    Token token = accounts.token("provider-" + waba, APP, Set.of(waba), 0);
    return new Grant(phoneNumberId, number.digits(), waba, token.value());
  }
}
