package io.wabridge.connectors;

import io.wabridge.model.MediaBytes;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** What came back. Closing it before the end cuts the connection instead of reading the rest. */
public final class OutboundAnswer implements AutoCloseable {

  private static final int MOST = 4 * 1024 * 1024;
  private final ClassicHttpResponse response;

  OutboundAnswer(ClassicHttpResponse response) {
    this.response = response;
  }

  public int status() {
    return response.getCode();
  }

  public boolean success() {
    return status() >= 200 && status() < 300;
  }

  public boolean redirect() {
    return status() >= 300 && status() < 400 && header("Location") != null;
  }

  public @Nullable String header(String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** As announced, or -1. */
  public long length() {
    HttpEntity entity = response.getEntity();
    return entity == null ? 0 : entity.getContentLength();
  }

  public InputStream stream() throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  /** The whole body, for answers that are small by nature; whatever is beyond 4 MB is cut off. */
  public String text() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    InputStream in = stream();
    for (int n = in.read(buffer); n >= 0 && all.size() < MOST; n = in.read(buffer)) {
      all.write(buffer, 0, n);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** The body as a file being read; closing the file closes the answer. */
  public MediaBytes.Opened opened() throws IOException {
    InputStream file =
        new FilterInputStream(stream()) {
          @Override
          public void close() throws IOException {
            response.close();
          }
        };
    return new MediaBytes.Opened(file, header("Content-Type"), length());
  }

  @Override
  public void close() throws IOException {
    response.close();
  }
}
