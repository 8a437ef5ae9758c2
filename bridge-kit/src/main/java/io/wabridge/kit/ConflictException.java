package io.wabridge.kit;

/** What was asked for contradicts what is already there. */
public class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConflictException(String message) {
    super(message);
  }
}
