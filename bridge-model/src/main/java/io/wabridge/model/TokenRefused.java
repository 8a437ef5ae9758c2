package io.wabridge.model;

/**
 * No token is available: none was entered, or the other side does not accept the tenant's
 * credentials.
 */
public class TokenRefused extends RuntimeException implements Explained {

  private static final long serialVersionUID = 1L;
  private final Reason reason;

  public TokenRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  @Override
  public Reason reason() {
    return reason;
  }
}
