package io.wabridge.state.conversation;

import io.wabridge.kit.client.LaneDirectory;
import io.wabridge.state.BatchQuery;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The lanes of persons with a conversation: the server side of {@link LaneDirectory}. If a person's
 * ids belong to two conversations, the lane is the one in which messages are held, otherwise that
 * of the conversation with the most recent activity, which goes on when they are merged. For a
 * conversation of an earlier version it is the best key of its person.
 */
@RestController
class LaneController implements LaneDirectory {

  private static final String LANES =
      """
      select distinct on (i.n) i.n, coalesce(c.lane,
          i.endpoint || ':' || coalesce(c.group_id, c.bsuid, c.wa_id)) as lane
      from json_to_recordset(:rows::json)
        as i(n int, tenant text, channel text, endpoint text, id text)
        join conversation_mappings c on c.tenant_id = i.tenant and c.channel_id = i.channel
          and (c.bsuid = i.id or c.wa_id = i.id or c.group_id = i.id)
        left join held_conversations h
          on h.reader = 'inbound-transformer' and h.conversation_key = c.lane
      order by i.n, h.conversation_key is null, c.closed_at is not null, c.last_activity_at desc
      """;

  private record IdRow(int n, String tenant, String channel, String endpoint, String id) {}

  private final BatchQuery batchQuery;

  LaneController(BatchQuery batchQuery) {
    this.batchQuery = batchQuery;
  }

  @Override
  public List<@Nullable String> lanes(Question question) {
    var people = question.people();
    return batchQuery.run(
        LANES,
        IntStream.range(0, people.size())
            .boxed()
            .flatMap(n -> people.get(n).stream().map(id -> row(n, question, id)))
            .toList(),
        people.size(),
        row -> row.getString("lane"));
  }

  private static IdRow row(int n, Question question, String id) {
    return new IdRow(
        n, question.tenant().value(), question.channel().value(), question.endpoint(), id);
  }
}
