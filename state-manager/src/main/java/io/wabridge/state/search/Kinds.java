package io.wabridge.state.search;

import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Interaction;
import io.wabridge.model.MediaKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What {@code kind:} names: the kinds of contents, and those of files. */
final class Kinds {

  static final String MEDIA = "media";

  /** What is found only with its message, or never. */
  private static final Set<Class<?>> HIDDEN =
      Set.of(
          Content.Edit.class,
          Content.Deletion.class,
          Content.Reaction.class,
          Content.Interactive.class);

  private Kinds() {}

  /** All names, in their order. */
  static Set<String> all() {
    var all = new TreeSet<String>();
    Stream.of(Content.class, Interaction.class)
        .flatMap(kinds -> Arrays.stream(kinds.getPermittedSubclasses()))
        .filter(type -> !HIDDEN.contains(type))
        .map(
            type -> type.getAnnotation(com.fasterxml.jackson.annotation.JsonTypeName.class).value())
        .forEach(all::add);
    Stream.of(MediaKind.values()).map(Kinds::name).forEach(all::add);
    return all;
  }

  /** The names that apply to a content. */
  static List<String> of(Content content) {
    return switch (content) {
      case Content.Edit edit -> of(edit.now());
      case Content.Reaction _, Content.Deletion _ -> List.of();
      case Content.Media media -> List.of(MEDIA, name(media.type()));
      default -> List.of(Excerpt.kind(content));
    };
  }

  private static String name(MediaKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
