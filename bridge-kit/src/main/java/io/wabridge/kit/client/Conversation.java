package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelId;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Person;
import io.wabridge.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person and one desk say through one channel.
 *
 * @param deskAddress what the desk calls the person; never changes, or the desk would see another
 *     one
 * @param deskConversation the desk's own id of its present conversation
 * @param lastInboundAt when the person last wrote: the window is open for 24 hours from then
 * @param closedAt when it went on at another desk; null: it is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Conversation(
    ConversationId id,
    TenantId tenant,
    ChannelId channel,
    DeskId desk,
    Person person,
    String deskAddress,
    @Nullable String deskConversation,
    @Nullable Instant lastInboundAt,
    @Nullable Instant closedAt) {}
