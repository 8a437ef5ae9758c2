package io.wabridge.connectors.desk;

/** The desk does not accept the tenant's credentials; asking again will not help. */
public class SignInRefused extends Exception {

  private static final long serialVersionUID = 1L;

  public SignInRefused(String message) {
    super(message);
  }
}
