package io.wabridge.state.conversation;

import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Ids;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import io.wabridge.state.Columns;
import io.wabridge.state.erasure.KeptOptOuts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What persons said about marketing messages, by channel. A choice belongs to the person, not to a
 * conversation; a number with another user id is another person. A marketing template to a person
 * whose newest choice is "not allowed" must not be sent.
 */
@Repository
public class MarketingChoices {

  private static final String OF_PERSON =
      """
       tenant_id = :tenant and channel_id = :channel and (bsuid = :bsuid or wa_id = :waId)
        and coalesce(bsuid = :bsuid, true) and coalesce(wa_id = :waId, true)
      """;

  private record Replaced(@Nullable String bsuid, @Nullable String waId) {}

  private final JdbcClient db;
  private final KeptOptOuts kept;

  MarketingChoices(JdbcClient db, KeptOptOuts kept) {
    this.db = db;
    this.kept = kept;
  }

  /** Keeps the newest choice; false if a newer one is known. */
  public boolean record(Ledger.MarketingChoice choice) {
    var person = choice.person();
    var replaced =
        ofPerson(
                "delete from marketing_choices where changed_at <= :at and",
                " returning bsuid, wa_id",
                choice.tenant(),
                choice.channel(),
                person)
            .param("at", Columns.at(choice.at()))
            .query((row, _) -> new Replaced(row.getString("bsuid"), row.getString("wa_id")))
            .list();
    if (newest(choice.tenant(), choice.channel(), person).isPresent()) {
      return false;
    }
    insert(
        choice.tenant(),
        choice.channel(),
        known(person.bsuid(), replaced, Replaced::bsuid),
        known(person.waId(), replaced, Replaced::waId),
        choice.allowed(),
        choice.at());
    return true;
  }

  private void insert(
      TenantId tenant,
      ChannelId channel,
      @Nullable String bsuid,
      @Nullable String waId,
      boolean allowed,
      Instant at) {
    db.sql(
            """
            insert into marketing_choices (id, tenant_id, channel_id, bsuid, wa_id, allowed,
              changed_at)
            values (:id, :tenant, :channel, :bsuid, :waId, :allowed, :at)
            """)
        .param("id", Ids.next())
        .param("tenant", tenant.value())
        .param("channel", channel.value())
        .param("bsuid", bsuid)
        .param("waId", waId)
        .param("allowed", allowed)
        .param("at", Columns.at(at))
        .update();
  }

  private static @Nullable String known(
      @Nullable String said, List<Replaced> before, Function<Replaced, @Nullable String> id) {
    return said != null
        ? said
        : before.stream().map(id).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** Whether the person wants marketing messages of the channel; null: the person never said. */
  public @Nullable Boolean allowed(TenantId tenant, ChannelId channel, Person person) {
    return newest(tenant, channel, person).orElseGet(() -> restored(tenant, channel, person));
  }

  private Optional<Boolean> newest(TenantId tenant, ChannelId channel, Person person) {
    return ofPerson(
            "select allowed from marketing_choices where",
            " order by changed_at desc limit 1",
            tenant,
            channel,
            person)
        .query(Boolean.class)
        .optional();
  }

  /** The "no" of a person who was erased and is in contact again is a choice like any other. */
  private @Nullable Boolean restored(TenantId tenant, ChannelId channel, Person person) {
    return kept.find(tenant, channel, person)
        .map(at -> {
          insert(tenant, channel, person.bsuid(), person.waId(), false, at);
          return false;
        })
        .orElse(null);
  }

  /** Whether the person has a conversation in which something happened within the last day. */
  public boolean isTalking(Ledger.MarketingChoice choice) {
    return ofPerson(
            "select exists (select 1 from conversation_mappings where closed_at is null"
                + " and last_activity_at > now() - interval '24 hours' and",
            ")",
            choice.tenant(),
            choice.channel(),
            choice.person())
        .query(Boolean.class)
        .single();
  }

  private JdbcClient.StatementSpec ofPerson(
      String begin, String end, TenantId tenant, ChannelId channel, Person person) {
    return db.sql(begin + OF_PERSON + end)
        .param("tenant", tenant.value())
        .param("channel", channel.value())
        .param("bsuid", person.bsuid())
        .param("waId", person.waId());
  }
}
