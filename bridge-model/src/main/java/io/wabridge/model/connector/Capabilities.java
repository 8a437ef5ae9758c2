package io.wabridge.model.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.Status;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a product can receive. Other content is rendered in the closest form before it is delivered.
 *
 * @param contents kinds of content it has a form for, as in their JSON ("text", "location")
 * @param textCharacters the longest text of one message
 * @param captionCharacters the longest caption of a file; 0: files have none
 * @param media largest size and types of each kind of file
 * @param buttons its form for a question with few answers, if it has one
 * @param list its form for a question with more answers, if it has one
 * @param features what else it can do
 * @param interactions the limits of its messages with something to open; null: it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Capabilities(
    Set<String> contents,
    int textCharacters,
    int captionCharacters,
    Map<MediaKind, MediaLimit> media,
    @Nullable ChoiceForm buttons,
    @Nullable ChoiceForm list,
    Set<Feature> features,
    @Nullable InteractionForm interactions) {

  /** A product without messages that have something to open. */
  public Capabilities(
      Set<String> contents,
      int textCharacters,
      int captionCharacters,
      Map<MediaKind, MediaLimit> media,
      @Nullable ChoiceForm buttons,
      @Nullable ChoiceForm list,
      Set<Feature> features) {
    this(contents, textCharacters, captionCharacters, media, buttons, list, features, null);
  }

  /** An ability that decides how other code works. */
  public enum Feature {
    /** It shows whether a message was delivered. */
    RECEIPTS,
    /** It shows that the provider accepted a message. */
    ACCEPTED_RECEIPTS,
    /** It shows that a message was sent. */
    SENT_RECEIPTS,
    /** It shows that a message was read. */
    READ_RECEIPTS,
    /** It accepts read marks. */
    READ_MARKS,
    /** It shows that an agent is typing. */
    TYPING,
    /** A chosen option arrives as an answer, not as text. */
    CHOICE_REPLIES,
    /** A message can refer to another one. */
    QUOTES,
    /** It carries messages to groups. */
    GROUPS,
    /** Its agents see that a message was not delivered, and why. */
    SHOWS_FAILURES,
    /** A file's type decides how large it may be, whatever it is sent as. */
    SIZE_BY_TYPE,
    /** Only images and videos can have captions. */
    VISUAL_CAPTIONS,
    /** What is said there is followed, and nothing can be sent through it. */
    READ_ONLY
  }

  /** Largest size and the types of one kind of file; no types means: any. */
  public record MediaLimit(long bytes, Set<String> mimeTypes) {

    /** Whether files of this type, without parameters, are accepted. */
    public boolean accepts(String bareType) {
      return mimeTypes.isEmpty() || mimeTypes.contains(bareType);
    }
  }

  /**
   * A form for questions. One that has descriptions has headings, too, as long as titles.
   *
   * @param options the most answers
   * @param textCharacters the longest question
   * @param titleCharacters the longest title of an answer
   * @param descriptionCharacters the longest description of an answer; 0: answers have none
   * @param idCharacters the longest id of an answer
   */
  public record ChoiceForm(
      int options,
      int textCharacters,
      int titleCharacters,
      int descriptionCharacters,
      int idCharacters) {

    /** Whether the question fits into this form without loss. */
    public boolean fits(Content.Choice choice) {
      var answers = choice.options();
      return !answers.isEmpty()
          && !Boolean.TRUE.equals(choice.several())
          && answers.size() <= options
          && !choice.text().isBlank()
          && choice.text().length() <= textCharacters
          && distinct(answers, Content.Choice.Option::title, titleCharacters)
          && distinct(answers, Content.Choice.Option::id, idCharacters)
          && answers.stream().allMatch(this::describable);
    }

    private boolean describable(Content.Choice.Option answer) {
      var heading = answer.section();
      return (answer.description() == null
              || answer.description().length() <= descriptionCharacters)
          && (heading == null || descriptionCharacters > 0 && heading.length() <= titleCharacters);
    }

    private static boolean distinct(
        List<Content.Choice.Option> answers,
        Function<Content.Choice.Option, String> of,
        int longest) {
      var seen = new HashSet<String>();
      return answers.stream()
          .map(of)
          .allMatch(value ->
              !value.isBlank()
                  && value.equals(value.strip())
                  && value.length() <= longest
                  && seen.add(value));
    }
  }

  public Capabilities {
    contents = Set.copyOf(contents);
    media = Map.copyOf(media);
    features = Set.copyOf(features);
  }

  /** How large a file of this type may be, whatever it is sent as; null: its kind decides. */
  public @Nullable MediaLimit limitOfType(String bareType) {
    return has(Feature.SIZE_BY_TYPE)
        ? media.values().stream()
            .filter(limit -> limit.mimeTypes().contains(bareType))
            .findFirst()
            .orElse(null)
        : null;
  }

  /** The longest caption of a file of this kind; 0: it has none. */
  public int captionCharacters(MediaKind kind) {
    return has(Feature.VISUAL_CAPTIONS) && kind != MediaKind.IMAGE && kind != MediaKind.VIDEO
        ? 0
        : captionCharacters;
  }

  /** The same, with one more kind of content. */
  public Capabilities and(String content) {
    var all = new HashSet<>(contents);
    all.add(content);
    return new Capabilities(
        all, textCharacters, captionCharacters, media, buttons, list, features, interactions);
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** Which statuses of a message it shows, besides delivered and failed. */
  public Set<Status> shownStatuses() {
    var shown = EnumSet.noneOf(Status.class);
    for (var feature : features) {
      switch (feature) {
        case ACCEPTED_RECEIPTS -> shown.add(Status.ACCEPTED);
        case SENT_RECEIPTS -> shown.add(Status.SENT);
        case READ_RECEIPTS -> shown.add(Status.READ);
        default -> {}
      }
    }
    return shown;
  }

  /** Whether a question can be sent in a form for questions. */
  public boolean canAsk(Content.Choice choice) {
    var frame = choice.frame();
    if (frame != null && (interactions == null || !interactions.frames(frame))) {
      return false;
    }
    return buttons != null && buttons.fits(choice) || list != null && list.fits(choice);
  }
}
