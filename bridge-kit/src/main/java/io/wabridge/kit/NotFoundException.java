package io.wabridge.kit;

/** What was asked for does not exist, or belongs to another tenant: the answer is the same. */
public class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotFoundException(String message) {
    super(message);
  }
}
