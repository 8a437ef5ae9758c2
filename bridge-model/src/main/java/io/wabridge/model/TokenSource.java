package io.wabridge.model;

/** The source of a connector's bearer token, and of a new one if the other side refused it. */
public interface TokenSource {

  Secret token();

  /** Drops the refused token and gets another one, once for all concurrent callers. */
  Secret renew(Secret refused);
}
