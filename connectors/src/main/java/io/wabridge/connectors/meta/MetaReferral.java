package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.model.Origin;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the advertisement, post or product that the person came from. */
final class MetaReferral {

  private static final int LONGEST = 2000;

  private MetaReferral() {}

  /** Null if the message has neither; an advertisement goes before a product. */
  static Origin.@Nullable Referral of(JsonNode message) {
    JsonNode ad = message.path("referral");
    Origin.Referral advertisement =
        new Origin.Referral(
            word(ad, "source_type", "ad").toLowerCase(Locale.ROOT),
            id(ad, "source_id"),
            text(ad, "source_url"),
            text(ad, "headline"),
            text(ad, "body"),
            text(ad, "ctwa_clid"),
            first(text(ad, "image_url"), text(ad, "video_url"), text(ad, "thumbnail_url")));
    return says(advertisement)
        ? advertisement
        : product(message.path("context").path("referred_product"));
  }

  private static Origin.@Nullable Referral product(JsonNode product) {
    @Nullable String id = id(product, "product_retailer_id");
    return id == null ? null : new Origin.Referral("product", id, null, null, null, null, null);
  }

  private static boolean says(Origin.Referral ad) {
    return Stream.of(ad.id(), ad.url(), ad.headline(), ad.body(), ad.clickId(), ad.mediaUrl())
        .anyMatch(value -> value != null);
  }

  private static @Nullable String text(JsonNode ad, String name) {
    @Nullable String text = word(ad, name);
    return text == null ? null : Fields.clip(text, LONGEST);
  }

  private static @Nullable String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
