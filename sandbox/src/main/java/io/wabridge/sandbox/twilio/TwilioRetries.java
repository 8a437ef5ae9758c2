package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.RetryPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How often a webhook is tried: once more after a failed connection, unless the address says more
 * ({@code #rc=5&rp=5xx,ct,rt}).
 */
record TwilioRetries(int repeats, Set<String> reasons) implements RetryPlan {
  static TwilioRetries of(String url) {
    int hash = url.indexOf('#');
    Map<String, String> wishes =
        hash < 0
            ? Map.of()
            : Arrays.stream(url.substring(hash + 1).split("&"))
                .map(wish -> (wish + "=").split("=", -1))
                .collect(Collectors.toMap(wish -> wish[0], wish -> wish[1], (one, two) -> one));
    int repeats = Integer.parseInt(wishes.getOrDefault("rc", "1"));
    return new TwilioRetries(
        Math.min(5, repeats), Set.of(wishes.getOrDefault("rp", "ct").split(",")));
  }

  @Override
  public boolean accepted(int status) {
    return status >= 200 && status < 300;
  }

  @Override
  public boolean again(int status, int attempt) {
    String reason = status == 0 ? "ct" : status / 100 + "xx";
    return attempt <= repeats && (reasons.contains(reason) || reasons.contains("all"));
  }

  @Override
  public Duration pause(int attempt) {
    return Duration.ofMillis(200L << Math.min(attempt, 5));
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(15);
  }
}
