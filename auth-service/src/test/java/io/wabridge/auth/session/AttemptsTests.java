package io.wabridge.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.auth.AuthServiceApplication;
import io.wabridge.testkit.LocalStores;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Guessing is slowed down, and no person is locked out by others. */
@SpringBootTest(
    classes = AuthServiceApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=bridge,auth-service"})
@LocalStores
class AttemptsTests {

  @Autowired Attempts attempts;
  @Autowired JdbcClient db;

  private final String account = UUID.randomUUID() + "@example.org";
  private final String guesser = "198.51.100." + UUID.randomUUID();

  @Test
  void abuse23_locksAnAccountForTheAddressThatGuesses() {
    for (var i = 0; i < 5; i++) {
      attempts.begin(account, guesser);
    }

    assertThatThrownBy(() -> attempts.begin(account, guesser))
        .isInstanceOfSatisfying(
            Attempts.Locked.class, locked -> assertThat(locked.seconds()).isBetween(25L, 30L));
    attempts.begin(account, "203.0.113." + UUID.randomUUID()).succeeded();
    assertThatThrownBy(() -> attempts.begin(account.toUpperCase(), guesser))
        .as("the same account in other letters")
        .isInstanceOf(Attempts.Locked.class);
  }

  @Test
  void theLockGrowsAndEndsWithASuccess() {
    for (var i = 0; i < 5; i++) {
      attempts.begin(account, guesser);
    }
    timePasses();
    var sixth = attempts.begin(account, guesser);

    assertThatThrownBy(() -> attempts.begin(account, guesser))
        .isInstanceOfSatisfying(
            Attempts.Locked.class, locked -> assertThat(locked.seconds()).isBetween(55L, 60L));
    sixth.succeeded();
    attempts.begin(account, guesser);
  }

  /** Counted before the password is checked: many at once are not more than five. */
  @Test
  void manyAtOnceAreCounted() throws Exception {
    Callable<Boolean> attempt =
        () -> {
          try {
            attempts.begin(account, guesser);
            return true;
          } catch (Attempts.Locked e) {
            return false;
          }
        };
    try (var threads = Executors.newFixedThreadPool(8)) {
      var checked =
          threads.invokeAll(Stream.generate(() -> attempt).limit(40).toList()).stream()
              .filter(result -> {
                try {
                  return result.get();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              })
              .count();

      assertThat(checked).isEqualTo(5);
    }
  }

  /** One password for many accounts. */
  @Test
  void abuse23_locksAnAddressThatTriesManyAccounts() {
    for (var i = 0; i < 50; i++) {
      attempts.begin(i + account, guesser);
    }

    assertThatThrownBy(() -> attempts.begin("another" + account, guesser))
        .isInstanceOf(Attempts.Locked.class);
  }

  @Test
  void addressesOfOneCustomerCountAsOne() {
    for (var i = 0; i < 5; i++) {
      attempts.begin(account, "2001:db8:1:2::" + i);
    }

    assertThatThrownBy(() -> attempts.begin(account, "2001:db8:1:2:ffff::1"))
        .isInstanceOf(Attempts.Locked.class);
    attempts.begin(account, "2001:db8:1:3::1");
  }

  private void timePasses() {
    db.sql("update attempts set locked_until = now() - interval '1 second' where address = :from")
        .param("from", guesser)
        .update();
  }
}
