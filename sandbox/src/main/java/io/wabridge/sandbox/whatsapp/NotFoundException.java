package io.wabridge.sandbox.whatsapp;

/** A control call names something that does not exist in this sandbox. */
final class NotFoundException extends RuntimeException {
  NotFoundException(String what) {
    super("there is no " + what);
  }
}
