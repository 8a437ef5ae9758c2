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
 * The exchange between one person and one desk through one channel.
 *
 * @param deskAddress the address of the person at the desk; never changes, because the desk would
 *     see a different person
 * @param deskConversation the desk's id of its current conversation
 * @param lastInboundAt when the person last wrote; the 24-hour window starts then
 * @param closedAt when it was continued at another desk or in another conversation; null: it is
 *     open
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
