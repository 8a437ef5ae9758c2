package io.wabridge.connectors.meta;

import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.model.Content;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A stored file as a multipart form, streamed from the store with its length known beforehand. */
public final class MetaUpload implements OutboundBody {

  private final String boundary = "wabridge-" + UUID.randomUUID();
  private final MediaRef.Stored file;
  private final MediaBytes media;
  private final byte[] head;
  private final byte[] tail;

  public MetaUpload(Content.Media content, MediaRef.Stored file, MediaBytes media) {
    this.file = file;
    this.media = media;
    String mimeType = Filenames.bareType(content.mimeType());
    String quoted = MetaEncoder.filename(content).replaceAll("[\"\\\\\\r\\n]", "_");
    String text =
        field("messaging_product", "whatsapp")
            + field("type", mimeType)
            + "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + quoted
            + "\"\r\nContent-Type: "
            + mimeType
            + "\r\n\r\n";
    head = text.getBytes(StandardCharsets.UTF_8);
    tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private String field(String name, String value) {
    return "--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  @Override
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  @Override
  public long length() {
    return head.length + file.bytes() + tail.length;
  }

  @Override
  public boolean file() {
    return true;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(head);
    try (InputStream in = media.open(file)) {
      long written = in.transferTo(out);
      if (written != file.bytes()) {
        throw new IOException("the stored file has another length than it was stored with");
      }
    }
    out.write(tail);
  }
}
