package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Language;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.routing.Routing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel as the stages need it. The counterpart of {@link Desk}.
 *
 * @param desk where its messages go, unless a route says otherwise; null until one was chosen
 * @param readMarks when the person sees that a message was read
 * @param routing how its conversations are shared between desks
 * @param history what its tenant keeps of messages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Channel(
    TenantId tenant,
    ChannelId id,
    String kind,
    String name,
    String externalId,
    boolean active,
    Settings settings,
    Limits limits,
    @Nullable DeskId desk,
    ReadMarks readMarks,
    @Nullable Integer quotaPerSecond,
    Language language,
    Routing routing,
    HistoryPolicy history)
    implements Endpoint {

  public Channel {
    language = Objects.requireNonNullElse(language, Language.EN);
    routing = Objects.requireNonNullElse(routing, Routing.NONE);
    history = Objects.requireNonNullElse(history, HistoryPolicy.USUAL);
  }

  /** When a message of a person is marked as read. */
  public enum ReadMarks {
    NEVER,
    ON_DELIVERY,
    ON_REPLY
  }

  @Override
  public String endpointId() {
    return id.value();
  }
}
