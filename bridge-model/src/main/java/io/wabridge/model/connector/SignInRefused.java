package io.wabridge.model.connector;

/** The product does not accept the credentials; a retry will not help. */
public class SignInRefused extends Exception {

  private static final long serialVersionUID = 1L;

  public SignInRefused(String message) {
    super(message);
  }
}
