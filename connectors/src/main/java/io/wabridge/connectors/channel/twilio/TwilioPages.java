package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.Fields;
import tools.jackson.databind.JsonNode;

/** Pages of a list. */
final class TwilioPages {

  private TwilioPages() {}

  /** Path and query of the next page, or empty; its host is not taken from the answer. */
  static String next(JsonNode page, String path) {
    var url = Fields.word(page.path("meta"), "next_page_url", "");
    var cut = url.indexOf(path + "?");
    return cut < 0 || !url.matches("[!-~]+") ? "" : url.substring(cut);
  }
}
