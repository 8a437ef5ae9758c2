package io.wabridge.connectors.aws;

import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutsideJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** The exact bytes and the exact type that were signed. */
public record AwsBody(String contentType, byte[] bytes) implements OutboundBody {

  public static AwsBody json(JsonNode json) {
    return new AwsBody(
        "application/json", OutsideJson.write(json).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
