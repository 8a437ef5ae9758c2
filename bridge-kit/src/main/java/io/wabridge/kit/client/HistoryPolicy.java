package io.wabridge.kit.client;

import io.wabridge.model.Content;
import io.wabridge.model.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant keeps of its messages' contents.
 *
 * @param days how long contents are kept; 0: none are
 * @param keepDeleted whether the content of a message that its sender deleted stays
 * @param searchable whether contents can be found by their words; absent: they can
 */
public record HistoryPolicy(int days, boolean keepDeleted, Boolean searchable) {

  public HistoryPolicy {
    searchable = Objects.requireNonNullElse(searchable, true);
  }

  public HistoryPolicy(int days, boolean keepDeleted) {
    this(days, keepDeleted, true);
  }

  /** Applies to tenants that chose nothing. */
  public static final HistoryPolicy USUAL = new HistoryPolicy(90, true);

  /** What the message's registration brings for the history; null if nothing is kept. */
  public @Nullable KeptContent keep(Content content, Origin origin) {
    return days == 0 ? null : KeptContent.of(content, origin, this);
  }
}
