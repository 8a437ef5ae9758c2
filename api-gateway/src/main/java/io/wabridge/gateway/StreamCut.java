package io.wabridge.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Closes the connection to the service when a stream of events is closed. The client would read the
 * response to its end to keep the connection, and a stream has no end: it would be read for a
 * caller who has left.
 */
final class StreamCut implements ExecChainHandler {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    var response = chain.proceed(request, scope);
    var entity = response.getEntity();
    if (entity != null && isStream(entity.getContentType())) {
      response.setEntity(new Stream(entity, scope.execRuntime));
    }
    return response;
  }

  private static boolean isStream(@Nullable String contentType) {
    return contentType != null && contentType.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
  }

  private static final class Stream extends HttpEntityWrapper {

    private final ExecRuntime connection;

    Stream(HttpEntity entity, ExecRuntime connection) {
      super(entity);
      this.connection = connection;
    }

    @Override
    public InputStream getContent() throws IOException {
      return new FilterInputStream(super.getContent()) {
        @Override
        public void close() throws IOException {
          connection.discardEndpoint();
          super.close();
        }
      };
    }
  }
}
