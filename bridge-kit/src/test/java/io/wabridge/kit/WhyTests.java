package io.wabridge.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.lane.ConfirmedChannel;
import io.wabridge.model.Reason;
import io.wabridge.model.TokenRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

class WhyTests {

  @Test
  void namesWhoFailed() {
    assertThat(Why.of(new ResourceAccessException("x"))).isEqualTo(Reason.SERVICE_DOWN);
    assertThat(Why.of(new AmqpConnectException(new IOException()))).isEqualTo(Reason.BROKER_DOWN);
    assertThat(Why.of(new ConfirmedChannel.NotConfirmed("x", null))).isEqualTo(Reason.BROKER_DOWN);
    assertThat(Why.of(new DataAccessResourceFailureException("x"))).isEqualTo(Reason.DATABASE_DOWN);
    assertThat(Why.of(new IllegalStateException("x"))).isEqualTo(Reason.INTERNAL);
    assertThat(Why.of(new StackOverflowError())).isEqualTo(Reason.INTERNAL);
  }

  @Test
  void knowsWhenAPartOfOursIsAway() {
    assertThat(Why.away(new ResourceAccessException("x"))).isNotNull();
    assertThat(Why.away(serverError(503))).isNotNull();
    assertThat(Why.away(new ConfirmedChannel.NotConfirmed("x", null))).isNotNull();
    assertThat(Why.away(serverError(500))).as("an error for this message alone").isNull();
    assertThat(Why.away(new IllegalStateException("x"))).isNull();
  }

  private static HttpServerErrorException serverError(int status) {
    return HttpServerErrorException.create(
        HttpStatusCode.valueOf(status), "x", HttpHeaders.EMPTY, new byte[0], null);
  }

  @Test
  void findsTheReasonUnderWrappings() {
    var refused = new TokenRefused(Reason.TOKEN_MISSING, "x");
    assertThat(Why.of(new IllegalStateException(new RuntimeException(refused))))
        .isEqualTo(Reason.TOKEN_MISSING);
    assertThat(Why.of(new UncheckedIOException(new IOException("x")))).isEqualTo(Reason.INTERNAL);
  }
}
