package io.wabridge.sandbox.whatsapp;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Media in a message: either id or link, and the id must belong to this number. */
@Component
class MediaRules {
  private final MediaStore mediaStore;

  MediaRules(MediaStore mediaStore) {
    this.mediaStore = mediaStore;
  }

  void check(Param media, String kind, BusinessNumber number) {
    source(media, number);
    Param caption = media.opt("caption");
    if (caption != null) {
      if (kind.equals("audio") || kind.equals("sticker")) {
        throw GraphException.param("Param caption is not allowed for type " + kind + ".");
      }
      caption.text(1024);
    }
    Param filename = media.opt("filename");
    if (filename != null) {
      if (!kind.equals("document")) {
        throw GraphException.param("Param filename is not allowed for type " + kind + ".");
      }
      filename.text(240);
    }
    media.optFlag("voice");
  }

  void source(Param media, BusinessNumber number) {
    Param id = media.opt("id");
    Param link = media.opt("link");
    if ((id == null) == (link == null)) {
      throw GraphException.of(
          131009, "Parameter '" + media.path() + "' must have exactly one of id and link.");
    }
    if (id != null) {
      String value = id.text(64);
      Media found = mediaStore.find(value);
      if (found == null || !belongs(found, number)) {
        throw GraphException.of(131009, "Media ID " + value + " was not found.");
      }
    }
    if (link != null && !web(link.text(2048))) {
      throw link.bad("must be a http or https URL");
    }
  }

  private static boolean belongs(Media media, BusinessNumber number) {
    @Nullable BusinessNumber owner = media.owner();
    return owner == null || owner.waba().id().equals(number.waba().id());
  }

  private static boolean web(String link) {
    try {
      URI uri = URI.create(link);
      String scheme = uri.getScheme();
      return uri.getHost() != null
          && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
    } catch (IllegalArgumentException | NullPointerException e) {
      return false;
    }
  }
}
