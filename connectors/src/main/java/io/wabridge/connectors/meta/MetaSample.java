package io.wabridge.connectors.meta;

import io.wabridge.connectors.OutboundBody;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import java.io.IOException;
import java.io.OutputStream;

/** A stored file as the body itself, streamed from the store. */
record MetaSample(String contentType, MediaRef.Stored stored, MediaBytes media)
    implements OutboundBody {

  @Override
  public long length() {
    return stored.bytes();
  }

  @Override
  public boolean file() {
    return true;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (var in = media.open(stored)) {
      in.transferTo(out);
    }
  }
}
