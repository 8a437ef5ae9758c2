package io.wabridge.sandbox.whatsapp;

/** A control call named something this sandbox does not have. */
final class NotFoundException extends RuntimeException {
  NotFoundException(String what) {
    super("there is no " + what);
  }
}
