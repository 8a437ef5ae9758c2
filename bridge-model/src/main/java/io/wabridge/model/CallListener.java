package io.wabridge.model;

import java.time.Duration;

/** Receives every call to an outside system, when its response begins or the call fails. */
@FunctionalInterface
public interface CallListener {

  /** The operation of a call. */
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

  /** The result of a call, by its status only. */
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
