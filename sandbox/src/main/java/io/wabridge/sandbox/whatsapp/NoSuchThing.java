package io.wabridge.sandbox.whatsapp;

/** A control call named something this sandbox does not have. */
final class NoSuchThing extends RuntimeException {
  NoSuchThing(String what) {
    super("there is no " + what);
  }
}
