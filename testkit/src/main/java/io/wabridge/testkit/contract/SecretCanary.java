package io.wabridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Secrets that are recognized in any printed text. */
final class SecretCanary {

  private static final String MARK = "canary-";

  private SecretCanary() {}

  static Secret secret(String name) {
    return Secret.of(MARK + name + "-0123456789");
  }

  static void notPrintedIn(@Nullable Object... printed) {
    assertThat(Arrays.stream(printed).map(String::valueOf)).noneMatch(text -> text.contains(MARK));
  }

  static void notPrintedIn(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      notPrintedIn(one.toString());
    }
  }

  /** Tokens that count how often they were renewed. */
  static final class Tokens implements TokenSource {

    private final AtomicInteger renewals = new AtomicInteger();

    int renewals() {
      return renewals.get();
    }

    @Override
    public Secret token() {
      return secret("token-" + renewals);
    }

    @Override
    public Secret renew(Secret refused) {
      return secret("token-" + renewals.incrementAndGet());
    }
  }
}
