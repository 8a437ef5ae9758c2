package io.wabridge.suite.bench.search;

import io.wabridge.kit.Services;
import io.wabridge.model.Ids;
import io.wabridge.model.TenantId;
import io.wabridge.state.StateManagerApplication;
import io.wabridge.state.history.MessageContents;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills a state-manager with messages and measures searches over HTTP. It runs the service in this
 * process, with the stores that ./bridge started.
 */
public final class SearchBench {

  private static final int DEFAULT_MESSAGES = 1_000_000;
  private static final int WARM_UP = 30;
  private static final int TIMES = 200;
  private static final long SEED = 20261128;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final TenantId tenant = new TenantId(Ids.next());
  private final int port;
  private final String token;

  private record Timed(String query, long nanos, int hits) {}

  private SearchBench(int port, String token) {
    this.port = port;
    this.token = token;
  }

  public static void main(String... arguments) throws Exception {
    int messages;
    try {
      messages = messages(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try (var service = Services.run(StateManagerApplication.class, "state-manager")) {
      var environment = service.getEnvironment();
      new SearchBench(
              environment.getRequiredProperty("local.server.port", Integer.class),
              environment.getRequiredProperty("bridge.internal-token"))
          .run(
              service.getBean(DataSource.class),
              service.getBean(JdbcClient.class),
              service.getBean(MessageContents.class),
              messages);
    }
  }

  private static int messages(String... arguments) {
    var messages = DEFAULT_MESSAGES;
    for (var i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].equals("--messages") || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "unknown option " + arguments[i] + "; there is --messages N");
      }
      messages = Integer.parseInt(arguments[i + 1]);
    }
    if (messages < 1000) {
      throw new IllegalArgumentException("--messages must be at least 1000");
    }
    return messages;
  }

  private void run(DataSource database, JdbcClient db, MessageContents contents, int messages)
      throws Exception {
    var languages = Vocabulary.all(SEED);
    var filling = new Filling(database, contents, languages, tenant, messages, SEED);
    filling.run(System.out::println);
    sizes(db, messages);
    Timed worst = new Timed("", 0, 0);
    for (var kind : queries(filling, languages, messages).entrySet()) {
      var slowest = measure(kind.getKey(), kind.getValue());
      worst = slowest.nanos() > worst.nanos() ? slowest : worst;
    }
    new InsertCost(database, contents, tenant, filling::text).run(System.out::println);
    System.out.printf(
        "  the slowest search took %.1f ms; its plan for the newest month with results:%n",
        worst.nanos() / 1e6);
    ask("/internal/tenants/%s/messages/search/plan?q=%s".formatted(tenant, encoded(worst.query())))
        .forEach(line -> System.out.println("    " + shortened(line.asString())));
  }

  private static String shortened(String line) {
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  private Map<String, Function<Random, String>> queries(
      Filling filling, List<Vocabulary> languages, int messages) {
    var queries = new LinkedHashMap<String, Function<Random, String>>();
    queries.put("rare word", random -> word(languages, random, 5_000, 20_000));
    queries.put("usual word", random -> word(languages, random, 100, 1_000));
    queries.put("common word", random -> word(languages, random, 0, 20));
    queries.put(
        "two words",
        random -> {
          var words = said(filling, random, messages);
          return words.getFirst() + " " + words.getLast();
        });
    queries.put(
        "prefix",
        random -> {
          var word = word(languages, random, 100, 10_000);
          return word.substring(0, Math.min(4, word.length())) + "*";
        });
    queries.put(
        "phrase",
        random -> {
          var words = said(filling, random, messages);
          var at = random.nextInt(words.size() - 1);
          return "\"" + words.get(at) + " " + words.get(at + 1) + "\"";
        });
    queries.put(
        "phone part",
        random -> "from:" + filling.phone(random.nextInt(filling.conversations())).substring(5));
    queries.put(
        "phone part and word",
        random ->
            "from:"
                + filling.phone(random.nextInt(filling.conversations())).substring(4, 8)
                + " "
                + word(languages, random, 0, 100));
    queries.put("unknown word", random -> "xq" + Long.toString(random.nextLong() >>> 20, 36));
    return queries;
  }

  private static String word(List<Vocabulary> languages, Random random, int from, int to) {
    while (true) {
      var language = languages.get(random.nextInt(languages.size()));
      var word = language.at(from + random.nextInt(Math.min(to, language.size()) - from));
      if (word.length() >= 3 || to <= 100) {
        return word;
      }
    }
  }

  private static List<String> said(Filling filling, Random random, int messages) {
    return Arrays.asList(filling.text(random.nextInt(messages)).split(" "));
  }

  private Timed measure(String name, Function<Random, String> queries) throws Exception {
    var random = new Random(SEED);
    var all = new ArrayList<Timed>();
    var hits = 0;
    for (var i = 0; i < WARM_UP + TIMES; i++) {
      var query = queries.apply(random);
      var begun = System.nanoTime();
      var found =
          ask("/api/v1/tenants/%s/messages/search?q=%s".formatted(tenant, encoded(query)))
              .path("items")
              .size();
      var timed = new Timed(query, System.nanoTime() - begun, found);
      if (i >= WARM_UP) {
        all.add(timed);
        hits += found;
      }
    }
    all.sort(java.util.Comparator.comparingLong(Timed::nanos));
    System.out.printf(
        "  %-20s p50 %6.1f ms, p99 %6.1f ms, highest %6.1f ms; %.1f results on the first page%n",
        name,
        at(all, 0.5).nanos() / 1e6,
        at(all, 0.99).nanos() / 1e6,
        all.getLast().nanos() / 1e6,
        (double) hits / TIMES);
    return all.getLast();
  }

  private static Timed at(List<Timed> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  private void sizes(JdbcClient db, int messages) {
    db.sql(
            """
            select sum(pg_relation_size(i.indexrelid)) filter (where x.relname like '%words%') as words,
              (select avg(pg_column_size(words)) from message_content tablesample system (1)) as col,
              (select avg(cardinality(words)) from message_content tablesample system (1)) as hashes
            from pg_inherits h join pg_index i on i.indrelid = h.inhrelid
              join pg_class x on x.oid = i.indexrelid
            where h.inhparent = 'message_content'::regclass
            """)
        .query(row -> {
          System.out.printf(
              "  a message has %.0f hashes: %.0f bytes in the column, %.0f in the index%n",
              row.getDouble("hashes"), row.getDouble("col"), row.getDouble("words") / messages);
        });
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " was answered " + answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }
}
