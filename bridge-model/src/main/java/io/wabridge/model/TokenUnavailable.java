package io.wabridge.model;

/** No token is available at the moment, so nothing was sent; a retry may succeed. */
public class TokenUnavailable extends RuntimeException implements Explained {

  private static final long serialVersionUID = 1L;
  private final Reason reason;

  public TokenUnavailable(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  @Override
  public Reason reason() {
    return reason;
  }
}
