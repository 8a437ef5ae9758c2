package io.wabridge.connectors.channel;

import io.wabridge.model.MediaKind;
import java.util.Map;
import java.util.Set;

/** What a provider takes, as data: the stages split, change or refuse before they send. */
public record ChannelLimits(
    int textCharacters, int captionCharacters, Map<MediaKind, MediaLimit> media) {

  /** Largest size and the types of one kind of file; no types means: any. */
  public record MediaLimit(long bytes, Set<String> mimeTypes) {}
}
