package io.wabridge.auth.session;

import io.wabridge.auth.RandomCodes;
import io.wabridge.auth.SignInProperties;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The sessions of people. The gateway asks for each request whether its session still lives, so an
 * ended one ends at once.
 */
@Component
public class Sessions {

  private static final int LONGEST_AGENT = 300;

  /**
   * A session as its person sees it.
   *
   * @param agent the browser, as it names itself
   */
  public record View(
      String id, Instant startedAt, Instant lastSeenAt, String address, String agent) {}

  /** A session that lives. */
  record Live(String id, String person, Instant confirmedUntil) {}

  private final JdbcClient db;
  private final SignInProperties properties;

  Sessions(JdbcClient db, SignInProperties properties) {
    this.db = db;
    this.properties = properties;
  }

  /** Starts one; returns its id. */
  public String start(String person, String address, String agent) {
    var id = RandomCodes.secret();
    db.sql(
            """
            insert into sessions (id, person_id, address, agent)
            values (:id, :person, :address, :agent)
            """)
        .param("id", id)
        .param("person", person)
        .param("address", address)
        .param("agent", agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT))
        .update();
    db.sql("update people set last_seen_at = now() where id = :id").param("id", person).update();
    return id;
  }

  /**
   * The session if it lives.
   *
   * @param active whether a person's action caused the request, which keeps the session alive
   */
  Optional<Live> live(String id, boolean active) {
    var live =
        db.sql(
                """
                select s.id, s.person_id, s.confirmed_at from sessions s
                join people p on p.id = s.person_id
                where s.id = :id and s.ended_at is null and p.status = 'ACTIVE'
                  and s.started_at > now() - :longest * interval '1 second'
                  and s.last_seen_at > now() - :idle * interval '1 second'
                """)
            .param("id", id)
            .param("longest", properties.longest().toSeconds())
            .param("idle", properties.idle().toSeconds())
            .query((row, _) ->
                new Live(
                    row.getString("id"),
                    row.getString("person_id"),
                    row.getTimestamp("confirmed_at").toInstant().plus(properties.confirmation())))
            .optional();
    if (active && live.isPresent()) {
      // at most once in some time: a write for each request would be many
      db.sql(
              """
              with seen as (
                update sessions set last_seen_at = now() where id = :id
                  and last_seen_at < now() - least(30, :idle / 4) * interval '1 second'
                returning person_id)
              update people set last_seen_at = now() from seen where id = seen.person_id
              """)
          .param("id", id)
          .param("idle", properties.idle().toSeconds())
          .update();
    }
    return live;
  }

  void confirm(String id) {
    db.sql("update sessions set confirmed_at = now() where id = :id").param("id", id).update();
  }

  /** The living sessions of a person, the latest first. */
  public List<View> of(String person) {
    return db.sql(
            """
            select * from sessions where person_id = :person and ended_at is null
              and started_at > now() - :longest * interval '1 second'
              and last_seen_at > now() - :idle * interval '1 second'
            order by last_seen_at desc, id
            """)
        .param("person", person)
        .param("longest", properties.longest().toSeconds())
        .param("idle", properties.idle().toSeconds())
        .query((row, _) ->
            new View(
                row.getString("id"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("last_seen_at").toInstant(),
                row.getString("address"),
                row.getString("agent")))
        .list();
  }

  /** Ends one session of a person; whether it had this one. */
  public boolean end(String person, String id) {
    return db.sql(
                """
                update sessions set ended_at = now()
                where id = :id and person_id = :person and ended_at is null
                """)
            .param("id", id)
            .param("person", person)
            .update()
        == 1;
  }

  /**
   * Ends all sessions of a person.
   *
   * @param except one that continues
   * @return how many ended
   */
  public int endAll(String person, @Nullable String except) {
    return db.sql(
            """
            update sessions set ended_at = now() where person_id = :person and ended_at is null
              and (cast(:except as text) is null or id <> :except)
            """)
        .param("person", person)
        .param("except", except)
        .update();
  }

  @Scheduled(fixedDelayString = "1h", initialDelayString = "6m")
  void deleteOld() {
    db.sql("delete from sessions where started_at < now() - :longest * interval '1 second'")
        .param("longest", properties.longest().toSeconds())
        .update();
  }
}
