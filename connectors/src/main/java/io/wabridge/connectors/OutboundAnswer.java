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

/**
 * An HTTP response. Closing it before its end closes the connection instead of reading the rest.
 */
public final class OutboundAnswer implements AutoCloseable {

  private static final int MOST = 4 * 1024 * 1024;
  private final ClassicHttpResponse response;
  private final Deadline deadline;
  private final Runnable cut;
  private boolean finished;

  OutboundAnswer(ClassicHttpResponse response, Deadline deadline, Runnable cut) {
    this.response = response;
    this.deadline = deadline;
    this.cut = cut;
    this.finished = response.getEntity() == null || response.getEntity().getContentLength() == 0;
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
    return header == null || header.getValue() == null ? null : Fields.clean(header.getValue());
  }

  /** As announced, or -1. */
  public long length() {
    HttpEntity entity = response.getEntity();
    return entity == null ? 0 : entity.getContentLength();
  }

  /** The whole body, for responses that are small by nature; everything beyond 4 MB is cut off. */
  public String text() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    InputStream in = stream();
    for (int n = in.read(buffer); n >= 0 && all.size() < MOST; n = in.read(buffer)) {
      all.write(buffer, 0, n);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** The body as a file to read; closing the file closes the response. */
  public MediaBytes.Opened opened() throws IOException {
    return new MediaBytes.Opened(stream(), header("Content-Type"), length());
  }

  private InputStream stream() throws IOException {
    HttpEntity entity = response.getEntity();
    InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
    return new FilterInputStream(content) {
      @Override
      public int read() throws IOException {
        try {
          return seen(super.read());
        } catch (IOException e) {
          throw new OutboundFailure(e, true);
        }
      }

      @Override
      public int read(byte[] buffer, int from, int length) throws IOException {
        try {
          return seen(super.read(buffer, from, length));
        } catch (IOException e) {
          throw new OutboundFailure(e, true);
        }
      }

      @Override
      public void close() throws IOException {
        OutboundAnswer.this.close();
      }
    };
  }

  private int seen(int read) {
    finished |= read < 0;
    deadline.progressed();
    return read;
  }

  @Override
  public void close() throws IOException {
    deadline.close();
    if (finished) {
      response.close();
      return;
    }
    // the client would read an endless body to its end to keep the connection
    cut.run();
    try {
      response.close();
    } catch (IOException e) {
      // closed on purpose
    }
  }
}
