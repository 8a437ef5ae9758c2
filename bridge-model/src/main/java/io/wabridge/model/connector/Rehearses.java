package io.wabridge.model.connector;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Ability: the sandbox has a stand-in of the product, with which an administrator tries the bridge
 * before there is an account.
 */
public interface Rehearses {

  /**
   * Makes an account at the stand-in.
   *
   * @return all that the form needs, secrets included
   */
  Map<String, String> rehearsal(URI standIn) throws IOException;

  /**
   * Writes a text at the other side: as a person to the number, or as an agent in the newest
   * conversation of the inbox.
   *
   * @return false: there is no conversation in which an agent could write
   */
  boolean say(String text, URI standIn, Settings settings) throws IOException;
}
