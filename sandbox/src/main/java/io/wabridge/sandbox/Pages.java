package io.wabridge.sandbox;

import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;

/** Serves the page of one stand-in from this module only, not from other class-path entries. */
public final class Pages {
  private Pages() {}

  public static ResponseEntity<Resource> html(String name) {
    return SharedEndpoint.page(name, "text/html");
  }
}
