package io.wabridge.model.connector;

import java.io.IOException;

/**
 * Ability: tokens are obtained by signing in. Without it the secret {@code tokenField} is the
 * token.
 */
public interface SignsIn {

  /**
   * Signs in with the settings' own credential. Caching is the caller's task.
   *
   * @throws SignInRefused the credentials are wrong
   * @throws IOException the product did not answer; a later try may succeed
   */
  IssuedToken signIn(Settings settings) throws IOException, SignInRefused;
}
