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
 * The statement that finds the candidates of a query in the index, newest first. It begins with the
 * words, or, if only few messages can be meant, with their conversations.
 */
final class Candidates {

  private static final String BY_WORDS =
      """
      from message_content c
        join message_tracking m on m.id = c.message_id::text and m.tenant_id = c.tenant_id
        join conversation_mappings p on p.conversation_id = m.conversation_id
      where c.tenant_id = :tenant and c.message_id >= :from and c.message_id < :to
      """;

  private static final String BY_CONVERSATION =
      """
      from message_tracking m
        join message_content c on c.message_id = m.id::uuid and c.tenant_id = m.tenant_id
        join conversation_mappings p on p.conversation_id = m.conversation_id
      where m.tenant_id = :tenant and m.id >= cast(:from as text) and m.id < cast(:to as text)
      """;

  private final boolean byConversation;
  private final boolean few;
  private final String statement;
  private final Map<String, Object> parameters = new HashMap<>();

  Candidates(TenantId tenant, Query query, Scope scope, SearchKey key) {
    var conditions = new ArrayList<String>();
    parameters.put("tenant", tenant.value());
    addWords(query, key, conditions);
    byConversation = scope.conversations() != null && (scope.few() || conditions.isEmpty());
    few = scope.few();
    if (scope.conversations() != null) {
      conditions.add("m.conversation_id = any(:conversations)");
      parameters.put("conversations", scope.conversations().toArray(String[]::new));
    } else if (query.from() != null) {
      conditions.add(Scopes.PERSON);
      parameters.put("terms", query.from().terms().toArray(String[]::new));
      parameters.put("digits", query.from().digits());
    }
    if (query.from() != null) {
      conditions.add("m.direction = 'INBOUND'");
    }
    if (scope.channels() != null) {
      conditions.add("m.channel_id = any(:channels)");
      parameters.put("channels", scope.channels().toArray(String[]::new));
    }
    if (scope.desks() != null) {
      conditions.add("m.direction = 'OUTBOUND' and m.desk_id = any(:desks)");
      parameters.put("desks", scope.desks().toArray(String[]::new));
    }
    statement =
        "select"
            + Candidate.COLUMNS
            + (byConversation ? BY_CONVERSATION : BY_WORDS)
            + " and cardinality(c.words) > 0"
            + conditions.stream().collect(Collectors.joining(" and ", " and ", ""))
            + (byConversation ? " order by m.id desc" : " order by c.message_id desc")
            + " limit :limit";
  }

  private void addWords(Query query, SearchKey key, List<String> conditions) {
    var must = new LinkedHashSet<Long>();
    query.kinds().forEach(kind -> must.add(key.kind(kind)));
    var sets = query.all().stream().flatMap(term -> term.hashes(key).stream()).distinct().toList();
    sets.stream().filter(set -> set.size() == 1).forEach(must::addAll);
    if (!must.isEmpty()) {
      add("c.words @> %s", "must", must, conditions);
    }
    for (var i = 0; i < sets.size(); i++) {
      if (sets.get(i).size() > 1) {
        add("c.words && %s", "any" + i, sets.get(i), conditions);
      }
    }
    if (!conditions.isEmpty()) {
      addExcluded(query, key, conditions);
    }
  }

  /** Other terms are excluded after the decryption. */
  private void addExcluded(Query query, SearchKey key, List<String> conditions) {
    var none =
        query.none().stream()
            .filter(Term.Like.class::isInstance)
            .flatMap(term -> term.hashes(key).stream())
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    if (!none.isEmpty()) {
      add("not c.words && %s", "none", none, conditions);
    }
  }

  private void add(String condition, String name, Set<Long> hashes, List<String> conditions) {
    conditions.add(condition.formatted("cast(:" + name + " as bigint[])"));
    parameters.put(name, hashes.toArray(Long[]::new));
  }

  /** Whether all candidates can be read at once, and not by months. */
  boolean areFew() {
    return byConversation && few;
  }

  /** At most so many of the messages between these positions. */
  List<Candidate> between(JdbcClient db, UUID from, UUID to, int limit) {
    return with(db.sql(statement), from, to, limit).query(Candidate::row).list();
  }

  /** How the database runs the same. */
  List<String> plan(JdbcClient db, UUID from, UUID to, int limit) {
    return with(db.sql("explain (analyze, buffers) " + statement), from, to, limit)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private JdbcClient.StatementSpec with(
      JdbcClient.StatementSpec spec, UUID from, UUID to, int limit) {
    return spec.params(parameters).param("from", from).param("to", to).param("limit", limit);
  }

  /** The statement with its parameters' names, without their values. */
  @Override
  public String toString() {
    return statement;
  }
}
