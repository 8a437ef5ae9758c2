package io.wabridge.genesys.webhook;

import io.wabridge.kit.store.MediaProperties;
import io.wabridge.kit.store.StoreProperties;
import io.wabridge.model.MediaKind;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * How large an upload may be: as large as the most generous kind of channel carries files of its
 * type. Pictures may be larger if they are made smaller before they are sent.
 */
@Component
class UploadLimits {

  private final List<Capabilities> channels;
  private final boolean shrinkPictures;
  private final long most;

  UploadLimits(
      Connectors<ChannelConnector> connectors, MediaProperties media, StoreProperties store) {
    this.channels =
        connectors.all().stream()
            .map(one -> one.info().capabilities())
            .filter(capabilities -> capabilities.contents().contains("media"))
            .toList();
    this.shrinkPictures = media.shrinkPictures();
    this.most = store.maxFileSize().toBytes();
  }

  /** In bytes, for a type without parameters. */
  long of(String mimeType) {
    return shrinkPictures && mimeType.startsWith("image/")
        ? Math.min(most, MediaProperties.LARGEST_PICTURE)
        : channels.stream().mapToLong(channel -> of(mimeType, channel)).max().orElse(most);
  }

  /** In bytes, for any type. */
  long most() {
    return most;
  }

  private long of(String mimeType, Capabilities channel) {
    var ofType = channel.limitOfType(mimeType);
    if (ofType != null) {
      return Math.min(most, ofType.bytes());
    }
    var ofKind = channel.media().get(kind(mimeType));
    var document = channel.media().get(MediaKind.DOCUMENT);
    var limit = ofKind != null && ofKind.accepts(mimeType) ? ofKind : document;
    return Math.min(most, limit == null ? most : limit.bytes());
  }

  private static MediaKind kind(String mimeType) {
    return switch (mimeType.split("/", 2)[0]) {
      case "image" -> MediaKind.IMAGE;
      case "video" -> MediaKind.VIDEO;
      case "audio" -> MediaKind.AUDIO;
      default -> MediaKind.DOCUMENT;
    };
  }
}
