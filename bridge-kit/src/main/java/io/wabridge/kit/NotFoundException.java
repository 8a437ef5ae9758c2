package io.wabridge.kit;

/** The requested object does not exist, or belongs to another tenant; the response is the same. */
public class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotFoundException(String message) {
    super(message);
  }
}
