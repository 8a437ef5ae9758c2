package io.wabridge.state.window;

import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.TenantDirectory;
import io.wabridge.kit.client.TenantDirectory.ChannelEntry;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.handover.DeskHandover;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.model.Envelope;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Ids;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Payload;
import io.wabridge.state.Columns;
import io.wabridge.state.conversation.ConversationRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Tells agents that the 24-hour window closes soon and that the person's last message has no
 * answer, on channels that ask for it. The notice names the message, so that it comes once.
 */
@Component
class ClosingWindows {

  private static final Logger log = LoggerFactory.getLogger(ClosingWindows.class);
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final int AT_ONCE = 200;

  private final JdbcClient db;
  private final TenantDirectory directory;
  private final Tenants tenants;
  private final DeskHandover desks;

  ClosingWindows(JdbcClient db, TenantDirectory directory, Tenants tenants, DeskHandover desks) {
    this.db = db;
    this.directory = directory;
    this.tenants = tenants;
    this.desks = desks;
  }

  @Scheduled(fixedDelayString = "${bridge.window.notices-every:1m}", initialDelay = 30_000)
  void tell() {
    try {
      for (var tenant : directory.tenants()) {
        tenant.channels().stream()
            .filter(channel -> channel.closingNoticeHours() != null)
            .flatMap(channel -> closing(tenant.id(), channel).stream())
            .forEach(this::tell);
      }
    } catch (DataAccessException | RestClientException | NotConfirmed e) {
      log.atWarn()
          .log(
              "agents could not be told that windows close, it is tried again: {}", e.getMessage());
    }
  }

  private List<Conversation> closing(String tenant, ChannelEntry channel) {
    return db.sql(
            """
            select * from conversation_mappings c
            where c.tenant_id = :tenant and c.channel_id = :channel and c.closed_at is null
              and c.last_inbound_at > now() - interval '24 hours'
              and c.last_inbound_at <= now() - interval '24 hours' + make_interval(hours => :hours)
              and c.closing_noticed_at is distinct from c.last_inbound_at
              and not exists (select from message_tracking m
                where m.conversation_id = c.conversation_id and m.direction = 'OUTBOUND'
                  and m.said_at >= c.last_inbound_at)
            order by c.last_inbound_at limit :limit
            """)
        .param("tenant", tenant)
        .param("channel", channel.id())
        .param("hours", Objects.requireNonNull(channel.closingNoticeHours()))
        .param("limit", AT_ONCE)
        .query(ConversationRow::read)
        .list();
  }

  private void tell(Conversation conversation) {
    var last = Objects.requireNonNull(conversation.lastInboundAt());
    tenants
        .desk(conversation.desk())
        .ifPresent(desk ->
            desks.tell(
                begin(conversation),
                desk,
                conversation,
                NoticeKind.WINDOW_CLOSES,
                Map.of("at", last.plus(WINDOW).toString()),
                new ExternalId("window:" + conversation.id() + ":" + last.toEpochMilli())));
    db.sql(
            """
            update conversation_mappings set closing_noticed_at = :last
            where conversation_id = :id
            """)
        .param("last", Columns.at(last))
        .param("id", conversation.id().value())
        .update();
  }

  /** No envelope is the cause. */
  private static Envelope<Payload> begin(Conversation conversation) {
    return new Envelope<>(
        Ids.next(),
        conversation.tenant(),
        conversation.id().value(),
        "w:" + conversation.id(),
        Instant.now(),
        new Payload.DeskPart(conversation.desk(), ""));
  }
}
