package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Content;
import io.wabridge.model.Content.Order.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contents that are lists, as lines. */
final class PlainTextLists {

  /** No exponents: 1e999999999 written out would exhaust the heap. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  private PlainTextLists() {}

  static String contacts(Content.Contacts contacts, Words words) {
    return contacts.cards().stream()
        .map(card -> card(card, words))
        .collect(Collectors.joining("\n\n"));
  }

  private static String card(Content.Contacts.Card card, Words words) {
    List<String> lines = new ArrayList<>();
    lines.add("👤 " + (card.name() == null ? words.say("contact") : card.name()));
    if (card.organization() != null) {
      lines.add(card.organization());
    }
    lines.addAll(card.phones());
    lines.addAll(card.emails());
    lines.addAll(card.addresses());
    lines.addAll(card.urls());
    return String.join("\n", lines);
  }

  static String order(Content.Order order, Words words) {
    List<String> lines = new ArrayList<>();
    lines.add("🛒 " + words.say("order"));
    Map<String, BigDecimal> totals = new LinkedHashMap<>();
    boolean complete = true;
    for (Item item : order.items()) {
      BigDecimal quantity = item.quantity() == null ? BigDecimal.ONE : number(item.quantity());
      BigDecimal price = number(item.price());
      String currency = item.currency() == null ? "" : item.currency();
      String many = item.quantity() == null ? "1" : item.quantity();
      lines.add(
          item.price() == null
              ? words.say("order.item", many, item.product())
              : words.say(
                  "order.item.priced",
                  many,
                  item.product(),
                  (item.price() + " " + currency).strip()));
      if (quantity == null || price == null) {
        complete = false;
      } else {
        totals.merge(currency, quantity.multiply(price), BigDecimal::add);
      }
    }
    if (complete) {
      totals.forEach((currency, sum) ->
          lines.add(
              words.say(
                  "order.total",
                  (sum.stripTrailingZeros().toPlainString() + " " + currency).strip())));
    }
    if (order.text() != null) {
      lines.add(order.text());
    }
    return String.join("\n", lines);
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    return text == null || !NUMBER.matcher(text).matches() ? null : new BigDecimal(text);
  }
}
