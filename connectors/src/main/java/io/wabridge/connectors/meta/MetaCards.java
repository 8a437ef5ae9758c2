package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads shared contacts; every property may be missing or be in a vCard only. */
final class MetaCards {

  private MetaCards() {}

  static @Nullable Content read(List<JsonNode> contacts) {
    return contacts.isEmpty()
        ? null
        : new Content.Contacts(contacts.stream().map(MetaCards::card).toList());
  }

  private static Content.Contacts.Card card(JsonNode contact) {
    String vcard = Objects.requireNonNullElse(text(contact, "vcard"), "");
    JsonNode name = contact.path("name");
    return new Content.Contacts.Card(
        first(word(name, "formatted_name"), names(name), ofVcard(vcard, "FN")),
        first(word(contact.path("org"), "company"), ofVcard(vcard, "ORG")),
        all(contact, "phones", "phone", vcard, "TEL"),
        all(contact, "emails", "email", vcard, "EMAIL"),
        addresses(contact),
        all(contact, "urls", "url", vcard, "URL"));
  }

  private static @Nullable String names(JsonNode name) {
    String both = (word(name, "first_name", "") + " " + word(name, "last_name", "")).strip();
    return both.isEmpty() ? null : both;
  }

  private static List<String> all(
      JsonNode contact, String list, String property, String vcard, String line) {
    List<String> found = new ArrayList<>();
    for (JsonNode element : list(contact, list)) {
      @Nullable String value = first(word(element, property), word(element, "wa_id"));
      if (value != null) {
        found.add(value);
      }
    }
    return found.isEmpty() ? vcardLines(vcard, line) : List.copyOf(found);
  }

  private static List<String> addresses(JsonNode contact) {
    return list(contact, "addresses").stream()
        .map(address ->
            Stream.of("street", "city", "state", "zip", "country")
                .map(part -> word(address, part, ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ")))
        .filter(address -> !address.isEmpty())
        .toList();
  }

  private static @Nullable String ofVcard(String vcard, String line) {
    List<String> lines = vcardLines(vcard, line);
    return lines.isEmpty() ? null : lines.getFirst();
  }

  /** Lines as {@code TEL;TYPE=CELL:+44…} and {@code item1.TEL:+44…}. */
  private static List<String> vcardLines(String vcard, String name) {
    return vcard
        .lines()
        .map(line -> line.replaceFirst("^item\\d+\\.", ""))
        .filter(line -> line.regionMatches(true, 0, name, 0, name.length()))
        .filter(
            line -> line.length() > name.length() && ";:".indexOf(line.charAt(name.length())) >= 0)
        .filter(line -> line.indexOf(':') > 0)
        .map(line -> line.substring(line.indexOf(':') + 1).replace(";", " ").strip())
        .filter(value -> !value.isEmpty())
        .toList();
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
