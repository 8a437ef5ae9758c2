package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message for the tenant's history. An address of a file at the other side is left
 * out: it is valid for minutes, and may contain a credential.
 *
 * @param origin null: the person's or agent's own words
 * @param keepDeleted if it is a deletion: whether the deleted content stays
 * @param searchable whether it can be found by its words; absent: it can
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeptContent(
    Content content, @Nullable Origin origin, boolean keepDeleted, Boolean searchable) {

  public KeptContent {
    searchable = Objects.requireNonNullElse(searchable, true);
  }

  static KeptContent of(Content content, Origin origin, HistoryPolicy policy) {
    return new KeptContent(
        withoutAddress(content),
        origin.equals(Origin.PERSON) ? null : origin,
        policy.keepDeleted(),
        policy.searchable());
  }

  private static Content withoutAddress(Content content) {
    return switch (content) {
      case Content.Media media when media.file() instanceof MediaRef.Remote remote ->
          media.at(new MediaRef.Remote(null, null, remote.sha256(), remote.bytes()));
      case Content.Template template
          when template.values().file().orElse(null) instanceof Content.Media file ->
          template.with(template.values().withFile((Content.Media) withoutAddress(file)));
      case Content.Edit edit -> new Content.Edit(edit.target(), withoutAddress(edit.now()));
      default -> content;
    };
  }

  /** Whether the message deletes another one, of which nothing may stay. */
  public boolean removes() {
    return content instanceof Content.Deletion && !keepDeleted;
  }

  /** Contains what was said: it does not appear in logs. */
  @Override
  public String toString() {
    return "KeptContent[***]";
  }
}
