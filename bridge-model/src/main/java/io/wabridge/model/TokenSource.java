package io.wabridge.model;

/** Where a connector gets its bearer token, and a fresh one when the other side refused it. */
public interface TokenSource {

  Secret token();

  /**
   * Drops the token that was refused and gets another one, once for all who ask at the same time.
   */
  Secret renew(Secret refused);
}
