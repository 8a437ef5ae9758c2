package io.wabridge.kit.client;

import io.wabridge.kit.client.Ledger.MediaFacts;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import org.jspecify.annotations.Nullable;

/** Maps a content's file to the columns of message_tracking; null if there is no stored file. */
public final class MediaFactsMapper {

  private MediaFactsMapper() {}

  public static @Nullable MediaFacts from(Content content) {
    if (content instanceof Content.Edit edit) {
      return from(edit.now());
    }
    if (content instanceof Content.Template template) {
      return template.values().file().map(MediaFactsMapper::from).orElse(null);
    }
    return content instanceof Content.Media media && media.file() instanceof MediaRef.Stored stored
        ? new MediaFacts(
            media.mimeType(),
            "s3://" + stored.bucket() + "/" + stored.key(),
            stored.bytes(),
            stored.sha256(),
            media.filename())
        : null;
  }
}
