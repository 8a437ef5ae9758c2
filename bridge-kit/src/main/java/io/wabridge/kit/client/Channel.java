package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Language;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.routing.Routing;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel as the stages need it. The counterpart of {@link Desk}.
 *
 * @param desk where its messages go, unless a route says otherwise; null until one was chosen
 * @param readMarks when the person sees that a message was read
 * @param routing how its conversations are shared between desks
 * @param history what its tenant keeps of messages
 * @param firstKind the kind of its first provider, if it was moved; null: its kind
 * @param former the provider that it was moved from lately; null: none
 * @param window what happens to replies outside of the 24-hour window
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
    HistoryPolicy history,
    @Nullable String firstKind,
    @Nullable FormerProvider former,
    WindowPolicy window)
    implements Endpoint {

  /**
   * The provider that a channel was moved from. What it still reports is understood.
   *
   * @param externalId its id of the number
   */
  public record FormerProvider(String kind, String externalId, Settings settings, Instant movedAt) {

    private static final String CREDENTIAL = "former:";

    /** The name of its credential, which differs from those of the channel's own provider. */
    public static String credential(String kind) {
      return CREDENTIAL + kind;
    }

    /** Whether this credential is a former provider's. */
    public static boolean owns(String credential) {
      return credential.startsWith(CREDENTIAL);
    }
  }

  public Channel {
    language = Objects.requireNonNullElse(language, Language.EN);
    routing = Objects.requireNonNullElse(routing, Routing.NONE);
    history = Objects.requireNonNullElse(history, HistoryPolicy.USUAL);
    window = Objects.requireNonNullElse(window, WindowPolicy.USUAL);
  }

  /** When a message of a person is marked as read. */
  public enum ReadMarks {
    NEVER,
    ON_DELIVERY,
    ON_REPLY
  }

  /** The same channel as it was at its former provider, if it was moved lately. */
  public Optional<Channel> atFormerProvider() {
    return Optional.ofNullable(former)
        .map(before ->
            new Channel(
                tenant,
                id,
                before.kind(),
                name,
                before.externalId(),
                active,
                before.settings(),
                Limits.NONE,
                desk,
                readMarks,
                quotaPerSecond,
                language,
                routing,
                history,
                queueKind(),
                null,
                window));
  }

  /**
   * The kind in whose queue its answers ride: that of its first provider. They stay in one queue,
   * and so in order, when the channel moves.
   */
  public String queueKind() {
    return firstKind == null ? kind : firstKind;
  }

  /** The channel at the provider of this kind. */
  public Channel at(@Nullable String provider) {
    return provider == null || provider.equals(kind)
        ? this
        : atFormerProvider().filter(before -> before.kind.equals(provider)).orElse(this);
  }

  /** The channel at the provider that it had at this time. */
  public Channel at(Instant time) {
    return former != null && time.isBefore(former.movedAt())
        ? atFormerProvider().orElse(this)
        : this;
  }

  @Override
  public String endpointId() {
    return id.value();
  }
}
