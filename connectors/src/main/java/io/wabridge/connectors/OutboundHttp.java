package io.wabridge.connectors;

import io.wabridge.model.CallListener;
import io.wabridge.model.CallListener.Answer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only HTTP client for outside calls. It follows no redirects, retries nothing silently,
 * refuses http and addresses of the own network, and reports whether a failed request had begun to be sent.
 */
public final class OutboundHttp implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OutboundHttp.class);

  private static final TimeValue JUST_NOW = TimeValue.ofMilliseconds(20);

  private final CloseableHttpClient client;
  private final GuardedDns dns;
  private final OutsideProperties properties;
  private final CallListener listener;
  private final ScheduledExecutorService clock = Deadline.clock();

  public OutboundHttp(OutsideProperties properties) {
    this(properties, (_, _, _, _) -> {});
  }

  public OutboundHttp(OutsideProperties properties, CallListener listener) {
    this.properties = properties;
    this.listener = listener;
    this.dns = new GuardedDns(properties.allowPrivateAddresses());
    if (properties.allowPrivateAddresses()) {
      log.warn(
          "bridge.outside.allow-private-addresses is on: tenants, agents and webhooks can make this"
              + " service call addresses of this machine and of private networks, over http, too."
              + " It is for the sandbox; set it to false anywhere else");
    }
    Timeout connect = Timeout.of(properties.connectTimeout());
    Timeout read = Timeout.of(properties.readTimeout());
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(dns)
                    .setConnectionFactory(bounded())
                    // many desks share one host; the guards limit each of them
                    .setMaxConnTotal(800)
                    .setMaxConnPerRoute(400)
                    .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(read).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(connect)
                            .setSocketTimeout(read)
                            // a stale connection would give a send an unknown outcome; the check
                            // takes 1 ms and is skipped for a connection that has just answered
                            .setValidateAfterInactivity(JUST_NOW)
                            .setTimeToLive(TimeValue.ofMinutes(5))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(connect)
                    .setResponseTimeout(read)
                    .setRedirectsEnabled(false)
                    .setAuthenticationEnabled(false)
                    .build())
            .evictIdleConnections(TimeValue.ofSeconds(30))
            .setUserAgent("wabridge")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
  }

  /** Limits the size of response headers. */
  private static ManagedHttpClientConnectionFactory bounded() {
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(
            Http1Config.custom().setMaxLineLength(64 * 1024).setMaxHeaderCount(200).build())
        .build();
  }

  /**
   * Checks an address before it is saved. A host that cannot be resolved now is accepted: every
   * call checks it again.
   */
  public void check(URI uri) throws AddressRefused {
    OutsideAddresses.check(uri, properties.allowPrivateAddresses());
    try {
      dns.resolve(uri.getHost());
    } catch (AddressRefused e) {
      throw e;
    } catch (UnknownHostException e) {
      // the host may exist later
    }
  }

  /** Sends the request; a response of any status is returned. Close it. */
  public OutboundAnswer send(OutboundRequest request) throws OutboundFailure, AddressRefused {
    OutsideAddresses.check(request.uri(), properties.allowPrivateAddresses());
    long since = System.nanoTime();
    AtomicBoolean begun = new AtomicBoolean();
    HttpUriRequestBase call = new HttpUriRequestBase(request.method(), request.uri());
    Deadline deadline = deadline(request, call);
    try {
      request.headers().forEach(call::setHeader);
      OutboundBody body = request.body();
      if (body != null) {
        call.setEntity(
            new EntityTemplate(
                body.length(),
                ContentType.parse(body.contentType()),
                null,
                out -> {
                  begun.set(true);
                  body.writeTo(watched(out, deadline));
                }));
      }
      HttpHost host =
          new HttpHost(request.uri().getScheme(), request.uri().getHost(), request.uri().getPort());
      ClassicHttpResponse response = client.executeOpen(host, call, null);
      tell(request, answer(response.getCode()), since);
      return new OutboundAnswer(response, deadline, call::cancel);
    } catch (AddressRefused e) {
      deadline.close();
      throw e;
    } catch (IOException | RuntimeException e) {
      deadline.close();
      tell(request, Answer.IO_ERROR, since);
      throw new OutboundFailure(deadline.expired() ? tooLate(e) : e, begun.get());
    }
  }

  private void tell(OutboundRequest request, Answer answer, long since) {
    listener.called(
        request.purpose().provider(),
        request.purpose().operation(),
        answer,
        Duration.ofNanos(System.nanoTime() - since));
  }

  private static Answer answer(int status) {
    if (status == 429) {
      return Answer.RATE_LIMITED;
    }
    return status < 400 ? Answer.OK : status < 500 ? Answer.CLIENT_ERROR : Answer.SERVER_ERROR;
  }

  private Deadline deadline(OutboundRequest request, HttpUriRequestBase call) {
    return request.file()
        ? new Deadline(clock, properties.fileTimeout(), properties.fileStall(), call::cancel)
        : new Deadline(clock, properties.totalTimeout(), properties.totalTimeout(), call::cancel);
  }

  private static IOException tooLate(Exception cut) {
    IOException late = new SocketTimeoutException();
    late.initCause(cut);
    return late;
  }

  private static OutputStream watched(OutputStream out, Deadline deadline) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        deadline.progressed();
      }
    };
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    client.close();
  }
}
