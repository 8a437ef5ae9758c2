package io.wabridge.state.erasure;

import io.wabridge.kit.telemetry.Removals;
import io.wabridge.state.erasure.Erasures.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The steps of an erasure. Each may be repeated: it removes what is left. */
@Component
class ErasureSteps {

  /** A webhook is archived a second after its 200, or when the store is available again. */
  private static final Duration ARCHIVED_LATE = Duration.ofHours(2);

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Erasures erasures;
  private final DetachedConversations detached;
  private final CachedTraces cached;
  private final PendingEnvelopes envelopes;
  private final ArchivedWebhooks archive;
  private final ErasedMessages messages;
  private final KeptOptOuts optOuts;
  private final LateArrivals late;
  private final Certificates certificates;
  private final Removals removals;
  private final JsonMapper json;

  ErasureSteps(
      JdbcClient db,
      TransactionTemplate transaction,
      Erasures erasures,
      DetachedConversations detached,
      CachedTraces cached,
      PendingEnvelopes envelopes,
      ArchivedWebhooks archive,
      ErasedMessages messages,
      KeptOptOuts optOuts,
      LateArrivals late,
      Certificates certificates,
      Removals removals,
      JsonMapper json) {
    this.db = db;
    this.transaction = transaction;
    this.erasures = erasures;
    this.detached = detached;
    this.cached = cached;
    this.envelopes = envelopes;
    this.archive = archive;
    this.messages = messages;
    this.optOuts = optOuts;
    this.late = late;
    this.certificates = certificates;
    this.removals = removals;
    this.json = json;
  }

  /**
   * Does one step.
   *
   * @param progress called at least once a minute while it works
   */
  void run(Erasure job, Erasure.Step step, Runnable progress) throws IOException {
    switch (step) {
      case DETACH -> detach(job);
      case CACHES -> caches(job, erasures.subject(job));
      case ARCHIVE -> archive(job, erasures.subject(job), null, progress);
      case MESSAGES -> messages(job, erasures.subject(job), progress);
      case SETTLE -> settle(job, erasures.subject(job), progress);
      case CERTIFY -> certify(job, erasures.subject(job));
    }
  }

  private void detach(Erasure job) {
    transaction.executeWithoutResult(_ -> {
      var asked = erasures.subject(job);
      if (asked.conversations().isEmpty()) {
        var subject = detached.detach(job, asked.ids());
        erasures.save(job, subject, messages.count(subject.conversations()));
      }
    });
  }

  private void caches(Erasure job, Subject subject) {
    var mentions = mentions(subject.ids(), MessageIds.none());
    count(job, Kind.REDIS, "keys", cached.remove(job.tenant(), mentions));
    envelopes(job, subject, mentions);
    count(
        job,
        Kind.ROWS,
        "marketing_choices",
        optOuts.replace(job.tenant(), List.copyOf(subject.ids()), job.keepOptOut()));
  }

  private void envelopes(Erasure job, Subject subject, Mentions mentions) {
    var whose =
        new PendingEnvelopes.Whose(
            job.tenant(),
            at -> at.isBefore(subject.begunAt()) ? mentions : null,
            subject.conversations(),
            Instant.EPOCH);
    count(job, Kind.ENVELOPES, "held", envelopes.removeHeld(whose));
    count(job, Kind.ENVELOPES, "parked", envelopes.removeParked(whose));
  }

  /** Before the messages: some webhooks name only them. */
  private void archive(Erasure job, Subject subject, @Nullable Instant since, Runnable progress)
      throws IOException {
    // rows are streamed in a transaction only
    var known = transaction.execute(_ -> MessageIds.of(db, job.tenant(), subject.conversations()));
    for (var removed :
        archive
            .remove(
                job.tenant(),
                mentions(subject.ids(), known),
                since == null ? Instant.EPOCH : since,
                subject.begunAt(),
                progress)
            .entrySet()) {
      count(job, Kind.ARCHIVE, removed.getKey(), removed.getValue());
    }
  }

  private void messages(Erasure job, Subject subject, Runnable progress) throws IOException {
    var removed = ErasedMessages.Removed.none();
    do {
      removed = messages.removeSome(job.tenant(), subject.conversations());
      count(job, removed);
      progress.run();
    } while (!removed.rows().isEmpty());
  }

  /** What was in flight when the erasure began is registered, held, parked or archived by now. */
  private void settle(Erasure job, Subject subject, Runnable progress) throws IOException {
    var mentions = mentions(subject.ids(), MessageIds.none());
    count(job, Kind.REDIS, "keys", removeOldMappings(job, subject, mentions));
    envelopes(job, subject, mentions);
    archive(job, subject, subject.begunAt().minus(ARCHIVED_LATE), progress);
    messages(job, subject, progress);
    var files = ErasedMessages.Removed.none();
    for (var message : subject.unfinished()) {
      messages.removeFilesOf(job.tenant(), message, files);
    }
    count(job, files);
    var arrived = late.sweep(job.tenant(), subject.begunAt());
    erasures.count(job, Kind.ENVELOPES, "held", arrived.held());
    erasures.count(job, Kind.ENVELOPES, "parked", arrived.parked());
    arrived.messages().rows().forEach((table, n) -> erasures.count(job, Kind.ROWS, table, n));
    arrived
        .messages()
        .objects()
        .forEach((bucket, n) -> erasures.count(job, Kind.OBJECTS, bucket, n));
  }

  /** Of a person who has written again the mappings stay: they are of the new contact. */
  private long removeOldMappings(Erasure job, Subject subject, Mentions mentions) {
    var back =
        db.sql(
                """
                select exists (select 1 from conversation_mappings where tenant_id = :tenant
                  and (wa_id = any(:ids) or bsuid = any(:ids) or group_id = any(:ids)))
                """)
            .param("tenant", job.tenant().value())
            .param("ids", subject.ids().toArray(String[]::new))
            .query(Boolean.class)
            .single();
    return back ? 0 : cached.remove(job.tenant(), mentions);
  }

  private void certify(Erasure job, Subject subject) throws IOException {
    var removed = ErasedMessages.Removed.none();
    if (!messages.removeConversations(job.tenant(), subject.conversations(), removed)) {
      count(job, removed);
      messages(job, subject, () -> {});
      throw new IOException("a message was registered in a conversation that is erased");
    }
    count(job, removed);
    var rows = erasures.counts(job.id(), Kind.ROWS);
    erasures.complete(
        job,
        certificates.sign(
            new Certificate(
                job.id(),
                job.tenant().value(),
                HexFormat.of().formatHex(job.askedHash()),
                job.requestedBy(),
                job.requestedAt(),
                subject.begunAt(),
                Instant.now(),
                rows,
                erasures.counts(job.id(), Kind.OBJECTS),
                erasures.counts(job.id(), Kind.ARCHIVE),
                erasures.counts(job.id(), Kind.ENVELOPES),
                erasures.counts(job.id(), Kind.REDIS).getOrDefault("keys", 0L),
                job.keepOptOut(),
                "")));
  }

  private Mentions mentions(Set<String> ids, MessageIds known) {
    return new Mentions(ids, known::contains, json);
  }

  private void count(Erasure job, ErasedMessages.Removed removed) {
    removed.rows().forEach((table, n) -> count(job, Kind.ROWS, table, n));
    removed.objects().forEach((bucket, n) -> count(job, Kind.OBJECTS, bucket, n));
  }

  private void count(Erasure job, Kind kind, String name, long removed) {
    erasures.count(job, kind, name, removed);
    removals.count(kind == Kind.REDIS ? "redis" : name, removed);
  }
}
