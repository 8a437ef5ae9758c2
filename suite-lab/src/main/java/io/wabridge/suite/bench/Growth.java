package io.wabridge.suite.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The same load with a thousand, a hundred thousand and a million stored conversations, and with
 * one, ten and a hundred tenants. Conversations and old messages are inserted by SQL: creating them
 * through the bridge would take hours.
 */
final class Growth {

  private static final int TENANTS = 10;
  private static final int MILLION = 1_000_000;

  /** The number of known persons who write in a phase; too many for a cache. */
  private static final int WRITERS = 20_000;

  private final Options options;
  private final Place place;
  private final Ends ends;
  private final World world;
  private final Measured measured;
  private final Consumer<String> say;

  /** Measures a load of inbound messages. */
  interface Measured {
    void run(String name, Load load) throws Exception;
  }

  Growth(
      Options options,
      Place place,
      Ends ends,
      World world,
      Measured measured,
      Consumer<String> say) {
    this.options = options;
    this.place = place;
    this.ends = ends;
    this.world = world;
    this.measured = measured;
    this.say = say;
  }

  void run(World.Api api) throws Exception {
    try (var database =
        DriverManager.getConnection(
            place.get("SPRING_DATASOURCE_URL"),
            place.get("SPRING_DATASOURCE_USERNAME"),
            place.get("SPRING_DATASOURCE_PASSWORD"))) {
      tenants(1, 2 * MILLION);
      tenants(100, 3 * MILLION);
      var known = options.persons();
      measure("10 tenants, %d known".formatted(known), known(known));
      for (var more : new int[] {MILLION / 10, MILLION}) {
        conversations(database, known, more);
        known = more;
        measure("10 tenants, %d known".formatted(known), known(known));
      }
      messages(database);
      measure("the same and 10^6 messages", known(known));
      new Search(api, options.seed()).run(say);
    }
  }

  /** A thousand persons, initially unknown, divided among this number of tenants. */
  private void tenants(int tenants, int first) throws Exception {
    var talks =
        IntStream.range(0, options.persons())
            .mapToObj(i -> new Talk(first + i, world.tenants().get(i % tenants)))
            .toList();
    var load = ends.load(talks, options.seed());
    load.sendOnceEach(50);
    ends.settle();
    measured.run("%d tenants, %d known".formatted(tenants, talks.size()), load);
  }

  /**
   * A sample of the first persons, as many as are known; includes persons who have written before.
   */
  private List<Talk> known(int known) {
    var numbers =
        new Random(options.seed()).ints(0, known).distinct().limit(Math.min(known, WRITERS));
    var talks = new ArrayList<Talk>();
    numbers.forEach(number -> {
      if (number < options.persons()) {
        talks.add(world.talks().get(number));
      } else {
        var talk = new Talk(number, tenant(number));
        talk.address = talk.waId;
        talk.conversation = "known-" + number;
        talks.add(talk);
      }
    });
    return talks;
  }

  private Tenant tenant(int number) {
    return world.tenants().get(number % TENANTS);
  }

  private void measure(String name, List<Talk> talks) throws Exception {
    measured.run(name, ends.load(talks, options.seed()));
  }

  private void conversations(Connection database, int from, int to) throws SQLException {
    var begun = System.nanoTime();
    events(database, "conversation_mappings", "disable");
    for (var i = 0; i < TENANTS; i++) {
      var tenant = world.tenants().get(i);
      // the first number of this tenant that is not below the start
      var first = from + Math.floorMod(i - from, TENANTS);
      try (var insert =
          database.prepareStatement(
              """
              insert into state.conversation_mappings
                (conversation_id, tenant_id, channel_id, desk_id, wa_id, contact_name, desk_address,
                 desk_conversation_id, desk_conversation_at, last_inbound_at)
              select 'bench-' || n, ?, ?, ?, (447700000000 + n)::text, 'Person ' || n,
                (447700000000 + n)::text, 'known-' || n, now(), now()
              from generate_series(?, ?, ?) n
              """)) {
        insert.setString(1, tenant.id);
        insert.setString(2, tenant.channelId);
        insert.setString(3, tenant.deskId);
        insert.setInt(4, first);
        insert.setInt(5, to - 1);
        insert.setInt(6, TENANTS);
        insert.executeUpdate();
      }
    }
    events(database, "conversation_mappings", "enable");
    settled(database, "conversations", begun);
  }

  /** One old message for each conversation that was written by SQL. */
  private void messages(Connection database) throws SQLException {
    var begun = System.nanoTime();
    events(database, "message_tracking", "disable");
    try (var insert = database.createStatement()) {
      insert.executeUpdate(
          """
          insert into state.message_tracking
            (id, tenant_id, conversation_id, channel_id, desk_id, direction, kind, meta_message_id,
             genesys_message_id, status, said_at, accepted_at)
          select '01900000-' || conversation_id, tenant_id, conversation_id, channel_id, desk_id,
            'INBOUND', 'text', 'wamid.OLD' || conversation_id, 'old-' || conversation_id,
            'DELIVERED', now() - interval '3 days', now() - interval '3 days'
          from state.conversation_mappings where conversation_id like 'bench-%'
          """);
    }
    events(database, "message_tracking", "enable");
    settled(database, "messages", begun);
  }

  /** Rows that are only there to make the tables large are no events. */
  private static void events(Connection database, String table, String change) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute("alter table state." + table + " " + change + " trigger user");
    }
  }

  private void settled(Connection database, String what, long begun) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute("vacuum analyze state.conversation_mappings");
      statement.execute("vacuum analyze state.message_tracking");
      statement.execute("checkpoint");
    } catch (SQLException e) {
      // only a superuser may start a checkpoint; the next one may then fall into the measured phase
      say.accept("  (no checkpoint: " + e.getMessage() + ")");
    }
    say.accept("  %s written in %.0f s".formatted(what, (System.nanoTime() - begun) / 1e9));
  }

  /** Measures the search for one message among a million by each of its ids. */
  record Search(World.Api api, long seed) {

    private static final int TIMES = 100;

    void run(Consumer<String> say) throws IOException {
      var random = new Random(seed);
      for (var beginning :
          new String[] {
            "01900000-bench-", "wamid.OLDbench-", "old-bench-", "bench-", "known-", "unknown-"
          }) {
        var times = new long[TIMES];
        for (var i = 0; i < TIMES; i++) {
          var number = 1000 + random.nextInt(MILLION - 1000);
          var from = System.nanoTime();
          var found = api.get("/api/v1/messages?q=" + beginning + number).path("items").size();
          times[i] = System.nanoTime() - from;
          if (found == 0 != beginning.equals("unknown-")) {
            throw new IOException("searching for " + beginning + number + " found " + found);
          }
        }
        var taken = Percentiles.of(times);
        say.accept(
            "  search over 10^6 messages by %-16s p50 %.1f ms, p99 %.1f ms"
                .formatted(beginning + "…", taken.p50(), taken.p99()));
      }
    }
  }
}
