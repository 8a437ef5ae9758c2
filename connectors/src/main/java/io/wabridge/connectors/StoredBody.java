package io.wabridge.connectors;

import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import java.io.IOException;
import java.io.OutputStream;

/** A stored file as it is, streamed from the store with its length known beforehand. */
public record StoredBody(String contentType, MediaRef.Stored stored, MediaBytes files)
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
    try (var in = files.open(stored)) {
      if (in.transferTo(out) != stored.bytes()) {
        throw new IOException("the stored file has another length than it was stored with");
      }
    }
  }
}
