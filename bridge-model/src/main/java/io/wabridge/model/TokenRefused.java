package io.wabridge.model;

/** The other side does not accept the tenant's credentials at all: there is no token to be had. */
public class TokenRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TokenRefused(String message) {
    super(message);
  }
}
