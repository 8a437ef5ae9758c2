package io.wabridge.sandbox.whatsapp;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A control call named something this sandbox does not have. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NoSuchThing extends RuntimeException {
  NoSuchThing(String what) {
    super("there is no " + what);
  }
}
