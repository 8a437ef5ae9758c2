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

class FailureReasonsTests {

  @Test
  void mapsTheFailedServiceToAReason() {
    assertThat(FailureReasons.of(new ResourceAccessException("x"))).isEqualTo(Reason.SERVICE_DOWN);
    assertThat(FailureReasons.of(new AmqpConnectException(new IOException())))
        .isEqualTo(Reason.BROKER_DOWN);
    assertThat(FailureReasons.of(new ConfirmedChannel.NotConfirmed("x", null)))
        .isEqualTo(Reason.BROKER_DOWN);
    assertThat(FailureReasons.of(new DataAccessResourceFailureException("x")))
        .isEqualTo(Reason.DATABASE_DOWN);
    assertThat(FailureReasons.of(new IllegalStateException("x"))).isEqualTo(Reason.INTERNAL);
    assertThat(FailureReasons.of(new StackOverflowError())).isEqualTo(Reason.INTERNAL);
  }

  @Test
  void recognizesAnUnavailableInternalService() {
    assertThat(FailureReasons.unavailable(new ResourceAccessException("x"))).isNotNull();
    assertThat(FailureReasons.unavailable(serverError(503))).isNotNull();
    assertThat(FailureReasons.unavailable(new ConfirmedChannel.NotConfirmed("x", null)))
        .isNotNull();
    assertThat(FailureReasons.unavailable(serverError(500)))
        .as("an error for this message alone")
        .isNull();
    assertThat(FailureReasons.unavailable(new IllegalStateException("x"))).isNull();
  }

  private static HttpServerErrorException serverError(int status) {
    return HttpServerErrorException.create(
        HttpStatusCode.valueOf(status), "x", HttpHeaders.EMPTY, new byte[0], null);
  }

  @Test
  void findsTheReasonOfAWrappedException() {
    var refused = new TokenRefused(Reason.TOKEN_MISSING, "x");
    assertThat(FailureReasons.of(new IllegalStateException(new RuntimeException(refused))))
        .isEqualTo(Reason.TOKEN_MISSING);
    assertThat(FailureReasons.of(new UncheckedIOException(new IOException("x"))))
        .isEqualTo(Reason.INTERNAL);
  }
}
