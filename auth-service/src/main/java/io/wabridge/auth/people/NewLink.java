package io.wabridge.auth.people;

import io.wabridge.auth.link.Links;
import java.net.URI;
import java.time.Instant;

/**
 * A one-time link, shown only now.
 *
 * @param code to be typed where the link cannot be opened
 */
record NewLink(String id, String link, String code, Instant expiresAt) {

  /** The code is behind '#', where no server and no proxy sees it. */
  static NewLink of(Links.Issued issued, URI publicUrl) {
    var base = publicUrl.toString().replaceAll("/+$", "");
    return new NewLink(
        issued.id(), base + "/#/welcome/" + issued.code(), issued.code(), issued.expiresAt());
  }
}
