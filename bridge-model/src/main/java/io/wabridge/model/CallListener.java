package io.wabridge.model;

import java.time.Duration;

/** Is told of every call to an outside system, once its answer begins or will not come. */
@FunctionalInterface
public interface CallListener {

  /** What a call is for. */
  enum Operation {
    SEND_MESSAGE,
    SEND_RECEIPT,
    MARK_READ,
    UPLOAD,
    FIND_FILE,
    DOWNLOAD,
    SIGN_IN,
    SET_UP
  }

  /** What came back, by its status alone. */
  enum Answer {
    OK,
    CLIENT_ERROR,
    RATE_LIMITED,
    SERVER_ERROR,
    IO_ERROR
  }

  /**
   * A call was made.
   *
   * @param provider the kind of the connector, as it is entered for an endpoint
   */
  void called(String provider, Operation operation, Answer answer, Duration took);
}
