package io.wabridge.gateway.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A body that is larger or slower than its limit; the rest of it is not read. */
public final class RefusedBody extends IOException {

  private static final long serialVersionUID = 1L;

  private static final String ATTRIBUTE = RefusedBody.class.getName();

  private final HttpStatus status;
  private final String rule;

  RefusedBody(HttpStatus status, String rule) {
    super(rule);
    this.status = status;
    this.rule = rule;
  }

  /** The body of this request that was refused while it was read, whatever that led to. */
  public static Optional<RefusedBody> of(HttpServletRequest request) {
    return Optional.ofNullable((RefusedBody) request.getAttribute(ATTRIBUTE));
  }

  void remember(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  public ProblemDetail problem() {
    return ProblemDetail.forStatusAndDetail(status, rule);
  }
}
