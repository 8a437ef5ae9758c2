package io.wabridge.model;

/** There is no token right now, so nothing was sent; asking again later may help. */
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
