package io.wabridge.connectors.desk.chatwoot;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message with its file as a multipart form, streamed from the store with its length known
 * beforehand.
 */
final class ChatwootUpload implements OutboundBody {

  private final String boundary = "wabridge-" + UUID.randomUUID();
  private final MediaRef.Stored file;
  private final MediaBytes files;
  private final byte[] head;
  private final byte[] tail;

  ChatwootUpload(ObjectNode fields, Content.Media media, MediaRef.Stored file, MediaBytes files) {
    this.file = file;
    this.files = files;
    var form = new StringBuilder();
    fields
        .properties()
        .forEach(field -> {
          var value = Fields.text(field.getValue());
          form.append(
              field(field.getKey(), value == null ? OutsideJson.write(field.getValue()) : value));
        });
    if (media.voice()) {
      form.append(field("is_voice_message", "true"));
    }
    form.append("--").append(boundary);
    form.append("\r\nContent-Disposition: form-data; name=\"attachments[]\"; filename=\"");
    form.append(filename(media).replaceAll("[\"\\\\\\r\\n]", "_"));
    form.append("\"\r\nContent-Type: ").append(Filenames.bareType(media.mimeType()));
    form.append("\r\n\r\n");
    head = form.toString().getBytes(StandardCharsets.UTF_8);
    tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
  }

  static String filename(Content.Media media) {
    var name = Filenames.plain(media.filename());
    return name == null ? Filenames.forType(media.mimeType()) : name;
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
    try (var in = files.open(file)) {
      if (in.transferTo(out) != file.bytes()) {
        throw new IOException("the stored file has another length than it was stored with");
      }
    }
    out.write(tail);
  }
}
