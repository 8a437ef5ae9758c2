package io.wabridge.kit;

/** What was asked for contradicts what is already there. */
public class Conflict extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Conflict(String message) {
    super(message);
  }
}
