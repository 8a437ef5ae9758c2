package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.Content;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Adds a first line for the agent with the advertisement or product that the person asks about. */
final class MetaReferral {

  private MetaReferral() {}

  static Content prefix(Content content, JsonNode message) {
    List<String> lines = new ArrayList<>();
    JsonNode ad = message.path("referral");
    String about = (word(ad, "headline", "") + " " + word(ad, "source_url", "")).strip();
    if (!about.isEmpty()) {
      lines.add(
          "[Came from "
              + (word(ad, "source_type", "ad").equals("post") ? "a post" : "an ad")
              + ": "
              + about
              + "]");
    }
    String product =
        word(message.path("context").path("referred_product"), "product_retailer_id", "");
    if (!product.isEmpty()) {
      lines.add("[Asks about product " + product + "]");
    }
    if (lines.isEmpty()) {
      return content;
    }
    String prefix = String.join("\n", lines);
    return switch (content) {
      case Content.Text(var body) -> new Content.Text(prefix + "\n" + body);
      case Content.Media media ->
          new Content.Media(
              media.type(),
              media.mimeType(),
              media.filename(),
              media.caption() == null ? prefix : prefix + "\n" + media.caption(),
              media.voice(),
              media.file());
      default -> content;
    };
  }
}
