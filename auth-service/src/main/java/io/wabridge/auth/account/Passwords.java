package io.wabridge.auth.account;

import io.wabridge.auth.Problem;
import io.wabridge.auth.RandomCodes;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Passwords, kept as Argon2id hashes. Each check takes 16 MB, so few run at once. */
@Component
public class Passwords {

  public static final int SHORTEST = 12;
  public static final int LONGEST = 128;

  private static final int AT_ONCE = 4;
  private static final int PATIENCE_SECONDS = 5;

  private final Argon2PasswordEncoder encoder =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  private final Semaphore permits = new Semaphore(AT_ONCE, true);
  private final People people;

  /** Checked for an unknown person, so that the answer takes as long as for a known one. */
  private final String placeholder = encoder.encode(RandomCodes.secret());

  Passwords(People people) {
    this.people = people;
  }

  /** Takes the same time whether there is such a person, with a password, or not. */
  public boolean matches(@Nullable Person person, String password) {
    var hash = person == null ? null : people.passwordHash(person.id());
    var checked = hash == null ? placeholder : hash;
    var matches = limited(() -> encoder.matches(limitedLength(password), checked));
    return matches && hash != null;
  }

  /**
   * Sets a password.
   *
   * @throws IllegalArgumentException if it does not keep the rules
   */
  public void set(Person person, String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The field password must have " + SHORTEST + " to " + LONGEST + " characters.");
    }
    var lower = password.toLowerCase(Locale.ROOT);
    if (lower.contains(person.email().toLowerCase(Locale.ROOT))
        || lower.chars().distinct().count() < 5) {
      throw new IllegalArgumentException(
          "The field password must not contain the e-mail address, and needs five different"
              + " characters.");
    }
    people.setPasswordHash(person.id(), limited(() -> encoder.encode(password)));
  }

  /** An endless password would cost endless time. */
  private static String limitedLength(String password) {
    return password.length() <= LONGEST ? password : "";
  }

  private <T> T limited(Supplier<T> work) {
    try {
      if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new Problem(
            HttpStatus.SERVICE_UNAVAILABLE, "busy", "Too many people sign in now; try again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }
}
