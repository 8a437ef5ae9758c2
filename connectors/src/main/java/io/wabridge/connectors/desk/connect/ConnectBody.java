package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.OutboundBody;
import java.io.IOException;
import java.io.OutputStream;

/** The exact bytes and the exact type that were signed. */
record ConnectBody(String contentType, byte[] bytes) implements OutboundBody {

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
