package io.wabridge.auth.session;

import io.wabridge.kit.access.AddressRange;
import io.wabridge.auth.Problem;
import io.wabridge.auth.RandomCodes;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down. Attempts are counted before the password is checked, so that many at once
 * count, too, and for what was entered, so that a missing account is like a present one. A lock
 * holds for one account from one address: a person cannot be locked out from elsewhere.
 */
@Component
public class Attempts {

  private static final int OF_ACCOUNT = 5;
  private static final int OF_ADDRESS = 50;
  private static final Duration FIRST_LOCK = Duration.ofSeconds(30);
  private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);

  /** After so long without an attempt the count begins again. */
  private static final Duration NEW_COUNT = Duration.ofDays(1);

  private static final byte[] ALL_ACCOUNTS = {};

  private record Counted(boolean refused, long waitSeconds) {}

  /** One attempt that was counted. */
  public final class Attempt {

    private final byte[] account;
    private final String address;

    private Attempt(byte[] account, String address) {
      this.account = account;
      this.address = address;
    }

    /** It succeeded: the account's attempts from this address are deleted. */
    public void succeeded() {
      db.sql("delete from attempts where account = :account and address = :address")
          .param("account", account)
          .param("address", address)
          .update();
      takeBack(ALL_ACCOUNTS);
    }

    /** It was neither right nor wrong. */
    public void undecided() {
      takeBack(account);
      takeBack(ALL_ACCOUNTS);
    }

    private void takeBack(byte[] counted) {
      db.sql(
              """
              update attempts set number = greatest(number - 1, 0), locked_until = null
              where account = :account and address = :address
              """)
          .param("account", counted)
          .param("address", address)
          .update();
    }
  }

  private final JdbcClient db;

  Attempts(JdbcClient db) {
    this.db = db;
  }

  /**
   * Counts an attempt.
   *
   * @param entered the account, as it was entered
   * @throws Problem 429 if there were too many
   */
  public Attempt begin(String entered, String address) {
    var account = RandomCodes.hash(entered.strip().toLowerCase(Locale.ROOT));
    var from = AddressRange.of(address);
    refuse(count(ALL_ACCOUNTS, from, OF_ADDRESS, LONGEST_LOCK));
    refuse(count(account, from, OF_ACCOUNT, NEW_COUNT));
    return new Attempt(account, from);
  }

  private static void refuse(Counted counted) {
    if (counted.refused()) {
      throw new Locked(counted.waitSeconds());
    }
  }

  /** The lock is set in advance by the last attempt that is checked. */
  private Counted count(byte[] account, String address, int free, Duration within) {
    return db.sql(
            """
            insert into attempts as a (account, address, number, last_at)
            values (:account, :address, 1, now())
            on conflict (account, address) do update set
              refused = a.locked_until > now() is true,
              number = case when a.locked_until > now() then a.number
                when a.last_at < now() - :within * interval '1 second' then 1 else a.number + 1 end,
              last_at = case when a.locked_until > now() then a.last_at else now() end,
              locked_until = case when a.locked_until > now() then a.locked_until
                when a.last_at >= now() - :within * interval '1 second' and a.number + 1 >= :free
                then now() + least(:longest, :first * (2 ^ least(a.number + 1 - :free, 20)))
                  * interval '1 second' end
            returning refused, ceil(extract(epoch from locked_until - now())) as wait
            """)
        .param("account", account)
        .param("address", address)
        .param("free", free)
        .param("within", within.toSeconds())
        .param("first", FIRST_LOCK.toSeconds())
        .param("longest", LONGEST_LOCK.toSeconds())
        .query((row, _) -> new Counted(row.getBoolean("refused"), row.getLong("wait")))
        .single();
  }

  @Scheduled(fixedDelayString = "1h", initialDelayString = "5m")
  void deleteOld() {
    db.sql("delete from attempts where last_at < now() - interval '1 day'").update();
  }

  /** 429, equal for present and missing accounts. */
  static final class Locked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    private Locked(long seconds) {
      super("too many attempts");
      this.seconds = Math.max(1, seconds);
    }

    long seconds() {
      return seconds;
    }

    Problem problem() {
      return new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "locked",
          "There were too many attempts from this address; wait " + seconds + " s.");
    }
  }
}
