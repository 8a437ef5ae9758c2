package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;

/** A file in words: its kind, its name, and why it is not there. */
final class PlainTextFile {

  private PlainTextFile() {}

  static String of(Content.Media media, Words words) {
    String name = media.filename();
    String what = kind(media, words) + (name == null || name.isBlank() ? "" : " “" + name + "”");
    return switch (media.file()) {
      case MediaRef.Gone(var reason, var _) -> words.say("file.gone", what, words.reason(reason));
      case MediaRef.Pending _ -> what + ": " + words.say("file.pending");
      case MediaRef.Remote _, MediaRef.Stored _ -> what;
    };
  }

  private static String kind(Content.Media media, Words words) {
    return words.say(
        switch (media.type()) {
          case IMAGE -> "file.image";
          case VIDEO -> "file.video";
          case AUDIO -> media.voice() ? "file.voice" : "file.audio";
          case DOCUMENT -> "file.document";
          case STICKER -> "file.sticker";
        });
  }
}
