package io.wabridge.state.search;

import io.wabridge.model.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the candidates of a query, newest first. A word that few messages of a period have is
 * looked up in the index of hashes; with a common word, and without one, the messages are read in
 * their order until enough of them match. If only few messages can be meant, these are compared
 * instead.
 */
final class Candidates {

  /** With more messages than these in a period, a word is common. */
  private static final int RARE = 1000;

  private static final String BY_HASH =
      """
      select message_id::text from message_content c
      where c.tenant_id = :tenant and c.message_id >= :from and c.message_id < :to
      """;

  private static final String LISTED =
      """
      from message_tracking m join conversation_mappings p using (conversation_id)
      where m.tenant_id = :tenant and m.id = any(:listed)
      """;

  private static final String IN_ORDER =
      """
      from message_content c
        join message_tracking m on m.id = c.message_id::text and m.tenant_id = c.tenant_id
        join conversation_mappings p on p.conversation_id = m.conversation_id
      where c.tenant_id = :tenant and c.message_id >= :from and c.message_id < :to
        and cardinality(c.words) > 0
      """;

  private static final String BY_CONVERSATION =
      """
      from message_tracking m
        join message_content c on c.message_id = m.id::uuid and c.tenant_id = m.tenant_id
        join conversation_mappings p on p.conversation_id = m.conversation_id
      where m.tenant_id = :tenant and m.id >= cast(:from as text) and m.id < cast(:to as text)
        and cardinality(c.words) > 0
      """;

  private static final String NEWEST_FIRST = " order by m.id desc limit :limit";

  private final JdbcClient db;
  private final BoundedReads reads;
  private final boolean byConversation;
  private final boolean few;

  /** Of the contents' hashes. */
  private final List<String> words = new ArrayList<>();

  /** Of the messages and their conversations. */
  private final List<String> others = new ArrayList<>();

  private final Map<String, Object> parameters = new HashMap<>();

  Candidates(
      JdbcClient db, BoundedReads reads, TenantId tenant, Query query, Scope scope, SearchKey key) {
    this.db = db;
    this.reads = reads;
    parameters.put("tenant", tenant.value());
    addWords(query, key);
    addOthers(query, scope);
    byConversation = scope.conversations() != null && (scope.few() || words.isEmpty());
    few = scope.few();
  }

  private void addWords(Query query, SearchKey key) {
    var must = new LinkedHashSet<Long>();
    query.kinds().forEach(kind -> must.add(key.kind(kind)));
    var sets = query.all().stream().flatMap(term -> term.hashes(key).stream()).distinct().toList();
    sets.stream().filter(set -> set.size() == 1).forEach(must::addAll);
    if (!must.isEmpty()) {
      addHashes("c.words @> %s", "must", must);
    }
    for (var i = 0; i < sets.size(); i++) {
      if (sets.get(i).size() > 1) {
        addHashes("c.words && %s", "any" + i, sets.get(i));
      }
    }
    if (!words.isEmpty()) {
      addExcluded(query, key);
    }
  }

  /** Other terms are excluded after the decryption. */
  private void addExcluded(Query query, SearchKey key) {
    var none =
        query.none().stream()
            .filter(Term.Like.class::isInstance)
            .flatMap(term -> term.hashes(key).stream())
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    if (!none.isEmpty()) {
      addHashes("not c.words && %s", "none", none);
    }
  }

  private void addHashes(String condition, String name, Set<Long> hashes) {
    words.add(condition.formatted("cast(:" + name + " as bigint[])"));
    parameters.put(name, hashes.toArray(Long[]::new));
  }

  private void addOthers(Query query, Scope scope) {
    if (scope.conversations() != null) {
      addIds("m.conversation_id = any(:conversations)", "conversations", scope.conversations());
    } else if (query.from() != null) {
      others.add(Scopes.PERSON);
      parameters.put("terms", query.from().terms().toArray(String[]::new));
      parameters.put("digits", query.from().digits());
    }
    if (query.from() != null) {
      others.add("m.direction = 'INBOUND'");
    }
    if (scope.channels() != null) {
      addIds("m.channel_id = any(:channels)", "channels", scope.channels());
    }
    if (scope.desks() != null) {
      addIds("m.direction = 'OUTBOUND' and m.desk_id = any(:desks)", "desks", scope.desks());
    }
  }

  private void addIds(String condition, String name, List<String> ids) {
    others.add(condition);
    parameters.put(name, ids.toArray(String[]::new));
  }

  /** Whether all candidates can be read at once, and not by periods. */
  boolean areFew() {
    return byConversation && few;
  }

  /** At most so many of the messages between these positions. */
  List<Candidate> between(UUID from, UUID to, int limit) {
    if (byConversation) {
      return reads.run(() -> read(conversations(), from, to, limit));
    }
    if (words.isEmpty()) {
      return reads.inOrder(() -> read(ordered(), from, to, limit));
    }
    var found = reads.byHash(() -> strings(byHash(), from, to, RARE + 1));
    if (found.size() > RARE) {
      return reads.inOrder(() -> read(ordered(), from, to, limit));
    }
    return found.isEmpty() ? List.of() : reads.run(() -> listed(found, limit));
  }

  private List<Candidate> listed(List<String> ids, int limit) {
    // without further conditions only the newest ones are needed
    var needed = others.isEmpty() ? Math.min(limit, ids.size()) : ids.size();
    return db.sql("select" + Candidate.COLUMNS + LISTED + and(others) + NEWEST_FIRST)
        .params(parameters)
        .param(
            "listed",
            ids.stream().sorted().toList().reversed().subList(0, needed).toArray(String[]::new))
        .param("limit", limit)
        .query(Candidate::row)
        .list();
  }

  private List<Candidate> read(String statement, UUID from, UUID to, int limit) {
    return with(statement, from, to, limit).query(Candidate::row).list();
  }

  private List<String> strings(String statement, UUID from, UUID to, int limit) {
    return with(statement, from, to, limit).query((row, _) -> row.getString(1)).list();
  }

  private JdbcClient.StatementSpec with(String statement, UUID from, UUID to, int limit) {
    return db.sql(statement)
        .params(parameters)
        .param("from", from)
        .param("to", to)
        .param("limit", limit);
  }

  private String byHash() {
    return BY_HASH + and(words) + " limit :limit";
  }

  private String ordered() {
    return "select"
        + Candidate.COLUMNS
        + IN_ORDER
        + and(words)
        + and(others)
        + " order by c.message_id desc limit :limit";
  }

  private String conversations() {
    return "select" + Candidate.COLUMNS + BY_CONVERSATION + and(words) + and(others) + NEWEST_FIRST;
  }

  private static String and(List<String> conditions) {
    return conditions.stream().map(one -> " and " + one).collect(Collectors.joining());
  }

  /** How the database runs the statements that read the messages between these positions. */
  List<String> plan(UUID from, UUID to, int limit) {
    if (byConversation) {
      return reads.run(() -> strings(explained(conversations()), from, to, limit));
    }
    var plan = new ArrayList<String>();
    var common = words.isEmpty();
    if (!common) {
      plan.addAll(reads.byHash(() -> strings(explained(byHash()), from, to, RARE + 1)));
      common = reads.byHash(() -> strings(byHash(), from, to, RARE + 1)).size() > RARE;
    }
    if (common) {
      plan.addAll(reads.inOrder(() -> strings(explained(ordered()), from, to, limit)));
    }
    return plan;
  }

  private static String explained(String statement) {
    return "explain (analyze, buffers) " + statement;
  }
}
