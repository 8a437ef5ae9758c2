package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.DeskId;
import io.wabridge.model.Language;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A desk as the stages need it. The counterpart of {@link Channel}.
 *
 * @param failureNotes whether a note in the conversation says that an agent's message was not
 *     delivered
 * @param commands whether texts as "/desk NAME" are commands to the bridge
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Desk(
    TenantId tenant,
    DeskId id,
    String kind,
    String name,
    String externalId,
    boolean active,
    Settings settings,
    Limits limits,
    @Nullable Integer quotaPerSecond,
    Language language,
    Boolean failureNotes,
    Boolean commands)
    implements Endpoint {

  public Desk {
    language = Objects.requireNonNullElse(language, Language.EN);
    failureNotes = Objects.requireNonNullElse(failureNotes, Boolean.FALSE);
    commands = Objects.requireNonNullElse(commands, Boolean.TRUE);
  }

  @Override
  public String endpointId() {
    return id.value();
  }
}
