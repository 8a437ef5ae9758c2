package io.wabridge.state.search;

import io.wabridge.kit.client.TenantDirectory;
import io.wabridge.kit.client.TenantDirectory.TenantEntry;
import io.wabridge.model.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the conversations, channels and desks that a query names. */
@Component
class Scopes {

  /** With more conversations than these, their messages are not listed but compared. */
  private static final int MOST_CONVERSATIONS = 500;

  /** The most messages of the conversations that are compared one by one. */
  private static final int FEW_MESSAGES = 5000;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final JdbcClient db;
  private final BoundedReads reads;
  private final TenantDirectory directory;

  Scopes(JdbcClient db, BoundedReads reads, TenantDirectory directory) {
    this.db = db;
    this.reads = reads;
    this.directory = directory;
  }

  /**
   * The scope of a query.
   *
   * @throws IllegalArgumentException the tenant has no channel or desk of this name
   */
  Scope of(TenantId tenant, Query query) {
    var conversations =
        reads.run(() -> Optional.ofNullable(conversations(tenant, query))).orElse(null);
    return new Scope(
        conversations,
        conversations != null && reads.run(() -> hasFewMessages(conversations)),
        query.channel() == null ? null : channels(tenant, query.channel()),
        query.agent() == null ? null : desks(tenant, query.agent()));
  }

  private @Nullable List<String> conversations(TenantId tenant, Query query) {
    var named = query.conversation();
    if (named != null) {
      return db.sql(
              """
              select conversation_id from conversation_mappings
              where tenant_id = :tenant and (conversation_id = :id or merged_into = :id)
              """)
          .param("tenant", tenant.value())
          .param("id", named)
          .query((row, _) -> row.getString(1))
          .list();
    }
    return query.from() == null ? null : ofPerson(tenant, query.from());
  }

  private @Nullable List<String> ofPerson(TenantId tenant, PersonTerms person) {
    var found =
        db.sql(
                """
                with named as (
                  select p.conversation_id from conversation_mappings p
                  where p.tenant_id = :tenant and
                """
                    + PERSON
                    + """
                       limit :limit
                    )
                    select conversation_id from named
                    union select c.conversation_id from conversation_mappings c
                      join named n on c.merged_into = n.conversation_id
                    limit :limit
                    """)
            .param("tenant", tenant.value())
            .param("terms", person.terms().toArray(String[]::new))
            .param("digits", person.digits())
            .param("limit", MOST_CONVERSATIONS + 1)
            .query((row, _) -> row.getString(1))
            .list();
    return found.size() > MOST_CONVERSATIONS ? null : found;
  }

  /** The condition that the conversation {@code p} is with the person. */
  static final String PERSON =
      """
       person_terms(p.wa_id, p.contact_name, p.username) @> cast(:terms as text[])
        and (cast(:digits as text) is null or strpos(p.wa_id, :digits) > 0)
      """;

  private boolean hasFewMessages(List<String> conversations) {
    return db.sql(
            """
            select count(*) <= :few from (
              select 1 from message_tracking where conversation_id = any(:ids) limit :few + 1) listed
            """)
        .param("few", FEW_MESSAGES)
        .param("ids", conversations.toArray(String[]::new))
        .query(Boolean.class)
        .single();
  }

  private List<String> channels(TenantId tenant, String name) {
    var known =
        isId(name)
            ? List.of(name)
            : named(
                tenant,
                entry ->
                    entry.channels().stream()
                        .filter(one ->
                            one.name().equalsIgnoreCase(name) || name.equals(one.externalId()))
                        .map(TenantDirectory.ChannelEntry::id));
    if (known.isEmpty()) {
      throw new IllegalArgumentException("The parameter q: there is no channel " + name + ".");
    }
    return known;
  }

  private List<String> desks(TenantId tenant, String name) {
    var known =
        isId(name)
            ? List.of(name)
            : named(
                tenant,
                entry ->
                    entry.desks().stream()
                        .filter(one -> one.name().equalsIgnoreCase(name))
                        .map(TenantDirectory.DeskEntry::id));
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "The parameter q: there is no desk " + name + " whose agents can be meant.");
    }
    return known;
  }

  private List<String> named(TenantId tenant, Function<TenantEntry, Stream<String>> ids) {
    return directory.tenants().stream()
        .filter(entry -> entry.id().equals(tenant.value()))
        .flatMap(ids)
        .toList();
  }

  private static boolean isId(String value) {
    return ID.matcher(value).matches();
  }
}
