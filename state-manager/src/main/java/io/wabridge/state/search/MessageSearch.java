package io.wabridge.state.search;

import io.wabridge.model.Content;
import io.wabridge.model.TenantId;
import io.wabridge.state.history.CurrentContents;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds messages, newest first. The index is read month by month, from the newest one, until a page
 * is full; each candidate is decrypted and compared with the query. The work for a page is limited:
 * if its time is over, the page ends early and its cursor goes on from there.
 */
@Component
class MessageSearch {

  /**
   * A part of the results.
   *
   * @param next where the search goes on; null: there is nothing more
   */
  record Found(List<Hit> hits, @Nullable UUID next) {}

  private static final Duration TIME_FOR_A_PAGE = Duration.ofSeconds(4);

  /** Candidates at once, if most of them turned out not to match. */
  private static final int MORE = 200;

  /** How many candidates a plan is made for: those of a usual first page. */
  private static final int PLANNED = 21;

  private final JdbcClient db;
  private final BoundedReads reads;
  private final Scopes scopes;
  private final CurrentContents contents;

  MessageSearch(JdbcClient db, BoundedReads reads, Scopes scopes, CurrentContents contents) {
    this.db = db;
    this.reads = reads;
    this.scopes = scopes;
    this.contents = contents;
  }

  /**
   * Results before this position.
   *
   * @throws IllegalArgumentException the query names what the tenant does not have, or takes too
   *     long
   */
  Found find(TenantId tenant, Query query, SearchKey key, UUID before, int size) {
    var oldest = oldest(tenant);
    var scope = scopes.of(tenant, query);
    if (oldest.isEmpty() || scope.isEmpty()) {
      return new Found(List.of(), null);
    }
    var from = later(oldest.get(), query.since());
    var to = earlier(before, query.before());
    return new Pass(tenant, query, new Candidates(db, reads, tenant, query, scope, key), size)
        .over(from, to);
  }

  /** How the database searches the newest month that has results; empty if none has. */
  List<String> plan(TenantId tenant, Query query, SearchKey key) {
    var from = later(oldest(tenant).orElse(Position.NEWEST), query.since());
    var to = earlier(Position.NEWEST, query.before());
    var candidates = new Candidates(db, reads, tenant, query, scopes.of(tenant, query), key);
    var newest = candidates.between(from, to, 1);
    if (newest.isEmpty()) {
      return List.of();
    }
    var end = Position.at(Position.time(newest.getFirst().id()).plusMillis(1));
    var start = candidates.areFew() ? from : startOfMonth(from, end);
    return candidates.plan(start, end, PLANNED);
  }

  /** The start of the month before this position, which is that of a partition. */
  private static UUID startOfMonth(UUID from, UUID to) {
    var last = Position.time(to).minusMillis(1).atOffset(ZoneOffset.UTC);
    var start = Position.at(YearMonth.from(last).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    return Position.isBefore(start, from) || !Position.isBefore(start, to) ? from : start;
  }

  private Optional<UUID> oldest(TenantId tenant) {
    return reads.run(() ->
        db.sql(
                """
                select message_id from message_content where tenant_id = :tenant
                order by message_id limit 1
                """)
            .param("tenant", tenant.value())
            .query(UUID.class)
            .optional());
  }

  private static UUID later(UUID oldest, @Nullable Instant since) {
    var position = since == null ? oldest : Position.at(since);
    return Position.isBefore(position, oldest) ? oldest : position;
  }

  /** No message is from the future, but clocks differ. */
  private static UUID earlier(UUID before, @Nullable Instant time) {
    var now = Position.at(Instant.now().plus(Duration.ofDays(1)));
    var end = Position.isBefore(before, now) ? before : now;
    var position = time == null ? end : Position.at(time);
    return Position.isBefore(position, end) ? position : end;
  }

  /** One page in the making. */
  private final class Pass {

    private final TenantId tenant;
    private final Query query;
    private final Candidates candidates;
    private final int size;
    private final long begun = System.nanoTime();
    private final List<Hit> hits = new ArrayList<>();

    Pass(TenantId tenant, Query query, Candidates candidates, int size) {
      this.tenant = tenant;
      this.query = query;
      this.candidates = candidates;
      this.size = size;
    }

    Found over(UUID from, UUID end) {
      var to = end;
      var limit = size + 1;
      while (Position.isBefore(from, to)) {
        var sliceFrom = candidates.areFew() ? from : startOfMonth(from, to);
        var found = candidates.between(sliceFrom, to, limit);
        if (addMatching(found)) {
          return new Found(hits, UUID.fromString(hits.getLast().id()));
        }
        to = found.size() == limit ? found.getLast().id() : sliceFrom;
        limit = found.isEmpty() ? limit : MORE;
        if (System.nanoTime() - begun > TIME_FOR_A_PAGE.toNanos()) {
          return new Found(hits, Position.isBefore(from, to) ? to : null);
        }
      }
      return new Found(hits, null);
    }

    /** Whether there are more hits than the page holds. */
    private boolean addMatching(List<Candidate> found) {
      if (found.isEmpty()) {
        return false;
      }
      var current = contents.of(tenant, found.stream().map(one -> one.id().toString()).toList());
      for (var one : found) {
        var content = current.get(one.id().toString());
        var hit = content == null ? null : hit(one, content);
        if (hit != null) {
          if (hits.size() == size) {
            return true;
          }
          hits.add(hit);
        }
      }
      return false;
    }

    private @Nullable Hit hit(Candidate candidate, Content content) {
      var texts = SearchableText.of(content);
      var words = texts.stream().map(Words::of).toList();
      if (!query.matches(words)) {
        return null;
      }
      for (var i = 0; i < texts.size(); i++) {
        var spans = query.spans(words.get(i));
        if (!spans.isEmpty()) {
          return candidate.with(Snippet.of(texts.get(i), words.get(i), spans));
        }
      }
      return candidate.with(
          texts.isEmpty()
              ? Snippet.NOTHING
              : Snippet.of(texts.getFirst(), words.getFirst(), List.of()));
    }
  }
}
