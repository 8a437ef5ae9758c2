package io.wabridge.kit.memory;

import io.wabridge.kit.memory.Ledger.MediaFacts;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import org.jspecify.annotations.Nullable;

/** What message_tracking remembers of a content's file: nothing if it has none, or none we have. */
public final class MediaFactsOf {

  private MediaFactsOf() {}

  public static @Nullable MediaFacts content(Content content) {
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
