package io.wabridge.sandbox.twilio;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All accounts; one with WhatsApp's first number is there from the start. */
@Component
class TwilioAccounts {
  private static final String FIRST = "AC00000000000000000000000000000001";
  private static final String FIRST_TOKEN = "sandbox-twilio-token";
  private static final String FIRST_NUMBER = "900800700600500";

  private final Map<String, TwilioAccount> accounts = new ConcurrentHashMap<>();

  TwilioAccounts() {
    reset();
  }

  final void reset() {
    accounts.clear();
    add(new TwilioAccount(FIRST, FIRST_TOKEN, FIRST_NUMBER));
  }

  void add(TwilioAccount account) {
    accounts.put(account.sid(), account);
  }

  @Nullable TwilioAccount find(String sid) {
    return accounts.get(sid);
  }

  Collection<TwilioAccount> all() {
    return accounts.values();
  }

  /** The account whose credentials the request shows. */
  TwilioAccount caller(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      throw TwilioException.unauthorized();
    }
    String[] pair = decoded(header.substring("Basic ".length())).split(":", 2);
    return accounts.values().stream()
        .filter(account -> pair.length == 2 && accepts(account, pair[0], pair[1]))
        .findFirst()
        .orElseThrow(TwilioException::unauthorized);
  }

  /** The same, for a path that names the account. */
  TwilioAccount caller(HttpServletRequest request, String sid) {
    TwilioAccount account = caller(request);
    if (!account.sid().equals(sid)) {
      throw TwilioException.unauthorized();
    }
    return account;
  }

  private static boolean accepts(TwilioAccount account, String user, String password) {
    return user.equals(account.sid()) && password.equals(account.authToken())
        || password.equals(account.apiKeys().get(user));
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw TwilioException.unauthorized();
    }
  }

  /** The account whose webhooks Twilio posts for a number. */
  Optional<TwilioAccount> withWebhook(String phoneNumberId) {
    return accounts.values().stream()
        .filter(account -> account.phoneNumberId().equals(phoneNumberId))
        .filter(account -> account.webhook().has("callback_url"))
        .findFirst();
  }
}
