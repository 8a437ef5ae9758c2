package io.wabridge.state.erasure;

import io.wabridge.model.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the conversations of a person through all channels and with all desks, the merged ones
 * included, and all ids that the person has or had.
 */
@Repository
public class PersonSearch {

  /** Shorter ids of conversations at a desk are not unique among all values of its webhooks. */
  private static final int SHORTEST_UNIQUE = 16;

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]{5,24}");

  /**
   * What was found.
   *
   * @param ids that the person has now: numbers, user ids, ids of groups
   * @param former addresses and lanes that name ids of the person, and of no other
   * @param conversations their ids, open and closed ones
   * @param atDesks ids of the conversations at the desks that are unique
   */
  public record Found(
      Set<String> ids, Set<String> former, List<String> conversations, Set<String> atDesks) {

    public boolean isEmpty() {
      return ids.isEmpty() && conversations.isEmpty();
    }

    /** One that is the same whichever of the ids was asked for. */
    String first() {
      return Stream.concat(ids.stream(), conversations.stream()).sorted().findFirst().orElseThrow();
    }
  }

  private record Row(
      String conversation,
      @Nullable String waId,
      @Nullable String bsuid,
      @Nullable String parentBsuid,
      @Nullable String groupId,
      String address,
      @Nullable String lane,
      @Nullable String atDesk) {

    Stream<String> ids() {
      return Stream.of(waId, bsuid, parentBsuid, groupId).filter(Objects::nonNull);
    }

    /** The id in the address, and the one in the name of the lane. */
    Stream<String> former() {
      var mark = address.indexOf('#');
      return Stream.of(
              mark < 0 ? address : address.substring(0, mark),
              lane == null ? null : lane.substring(lane.lastIndexOf(':') + 1))
          .filter(Objects::nonNull)
          .filter(id -> !id.isEmpty());
    }
  }

  private final JdbcClient db;

  PersonSearch(JdbcClient db) {
    this.db = db;
  }

  /** The id as it is stored: of a phone number, the digits. */
  static String stored(String id) {
    var stripped = id.strip();
    return NUMBER.matcher(stripped).matches() ? stripped.replaceAll("[^0-9]", "") : stripped;
  }

  /** The person with this number, user id or group id. */
  public Found find(TenantId tenant, String id) {
    var named = stored(id);
    var rows =
        db.sql(
                """
                with recursive theirs as (
                  select c.conversation_id, c.wa_id, c.bsuid, c.group_id, c.merged_into
                  from conversation_mappings c where c.tenant_id = :tenant
                    and (c.bsuid = :id or c.wa_id = :id or c.group_id = :id
                      or c.parent_bsuid = :id)
                  union
                  select c.conversation_id, c.wa_id, c.bsuid, c.group_id, c.merged_into
                  from conversation_mappings c join theirs t
                    on c.bsuid = t.bsuid or c.wa_id = t.wa_id or c.group_id = t.group_id
                      or c.merged_into = t.conversation_id or c.conversation_id = t.merged_into
                  where c.tenant_id = :tenant
                )
                select * from conversation_mappings
                where conversation_id in (select conversation_id from theirs)
                order by conversation_id
                """)
            .param("tenant", tenant.value())
            .param("id", named)
            .query((row, _) ->
                new Row(
                    row.getString("conversation_id"),
                    row.getString("wa_id"),
                    row.getString("bsuid"),
                    row.getString("parent_bsuid"),
                    row.getString("group_id"),
                    row.getString("desk_address"),
                    row.getString("lane"),
                    row.getString("desk_conversation_id")))
            .list();
    var ids = new LinkedHashSet<String>();
    rows.forEach(row -> row.ids().forEach(ids::add));
    ids.addAll(inMarketingChoices(tenant, ids, named));
    var conversations = rows.stream().map(Row::conversation).toList();
    var former = new LinkedHashSet<String>();
    rows.forEach(row -> row.former().forEach(former::add));
    former.removeAll(ids);
    former.removeAll(ofOthers(tenant, former, conversations));
    var atDesks = new HashSet<String>();
    rows.stream()
        .map(Row::atDesk)
        .filter(one -> one != null && one.length() >= SHORTEST_UNIQUE)
        .forEach(atDesks::add);
    return new Found(ids, former, conversations, atDesks);
  }

  /** A choice may name an id of which no conversation is left. */
  private Set<String> inMarketingChoices(TenantId tenant, Set<String> ids, String named) {
    var all = new ArrayList<>(ids);
    all.add(named);
    var found = new LinkedHashSet<String>();
    db.sql(
            """
            select bsuid, wa_id from marketing_choices
            where tenant_id = :tenant and (bsuid = any(:ids) or wa_id = any(:ids))
            """)
        .param("tenant", tenant.value())
        .param("ids", all.toArray(String[]::new))
        .query(row -> {
          Stream.of(row.getString("bsuid"), row.getString("wa_id"))
              .filter(Objects::nonNull)
              .forEach(found::add);
        });
    return found;
  }

  /** Those of the ids that belong to other persons by now. */
  private Set<String> ofOthers(TenantId tenant, Set<String> ids, List<String> conversations) {
    var others = new HashSet<String>();
    db.sql(
            """
            select wa_id, bsuid, group_id from conversation_mappings
            where tenant_id = :tenant and not conversation_id = any(:own)
              and (wa_id = any(:ids) or bsuid = any(:ids) or group_id = any(:ids))
            """)
        .param("tenant", tenant.value())
        .param("own", conversations.toArray(String[]::new))
        .param("ids", ids.toArray(String[]::new))
        .query(row -> {
          Stream.of(row.getString("wa_id"), row.getString("bsuid"), row.getString("group_id"))
              .filter(Objects::nonNull)
              .forEach(others::add);
        });
    return others;
  }
}
