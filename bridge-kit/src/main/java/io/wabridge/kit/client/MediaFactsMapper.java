package io.wabridge.kit.client;

import io.wabridge.kit.client.Ledger.MediaFacts;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import org.jspecify.annotations.Nullable;

/** What message_tracking remembers of a content's file: nothing if it has none, or none we have. */
public final class MediaFactsMapper {

  private MediaFactsMapper() {}

  public static @Nullable MediaFacts from(Content content) {
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
