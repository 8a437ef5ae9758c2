package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ShiftingClock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contacts, and their addresses in inboxes. */
@Component
class Contacts {
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{1,14}");

  private final Map<Long, Contact> contacts = new ConcurrentHashMap<>();
  private final List<ContactInbox> addresses = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong(299);
  private final ShiftingClock clock;

  Contacts(ShiftingClock clock) {
    this.clock = clock;
  }

  void clear() {
    contacts.clear();
    addresses.clear();
  }

  synchronized Contact create(Account account, JsonNode asked) {
    Contact contact = new Contact(ids.incrementAndGet(), account, clock.millis() / 1000);
    write(contact, asked);
    contacts.put(contact.id(), contact);
    return contact;
  }

  /** Only the attributes in the request change. */
  synchronized void write(Contact contact, JsonNode asked) {
    String phone = chosen(asked, "phone_number", contact.phone());
    if (phone != null && !PHONE.matcher(phone).matches()) {
      throw ChatwootException.record("phone_number", "Phone number should be in e164 format");
    }
    String identifier = chosen(asked, "identifier", contact.identifier());
    for (Contact other : contacts.values()) {
      if (other == contact || other.account() != contact.account()) {
        continue;
      }
      if (phone != null && phone.equals(other.phone())) {
        throw ChatwootException.record("phone_number", "Phone number has already been taken");
      }
      if (identifier != null && identifier.equals(other.identifier())) {
        throw ChatwootException.record("identifier", "Identifier has already been taken");
      }
    }
    contact.set(
        Json.text(asked, "name", contact.name()),
        phone,
        identifier,
        chosen(asked, "email", contact.email()));
    if (asked.path("custom_attributes") instanceof ObjectNode custom) {
      contact.custom(custom);
    }
  }

  private static @Nullable String chosen(JsonNode asked, String name, @Nullable String before) {
    if (!asked.has(name)) {
      return before;
    }
    String value = Json.text(asked, name);
    return value == null || value.isBlank() ? null : value;
  }

  Contact require(Account account, long id) {
    Contact contact = contacts.get(id);
    if (contact == null || contact.account() != account) {
      throw ChatwootException.notFound();
    }
    return contact;
  }

  List<Contact> search(Account account, String query) {
    String wanted = query.toLowerCase(Locale.ROOT);
    return contacts.values().stream()
        .filter(one -> one.account() == account)
        .filter(one ->
            Stream.of(one.name(), one.phone(), one.identifier(), one.email())
                .anyMatch(
                    value -> value != null && value.toLowerCase(Locale.ROOT).contains(wanted)))
        .sorted(Comparator.comparingLong(Contact::id))
        .toList();
  }

  @Nullable ContactInbox address(Inbox inbox, String sourceId) {
    return addresses.stream()
        .filter(one -> one.inbox() == inbox && one.sourceId().equals(sourceId))
        .findFirst()
        .orElse(null);
  }

  /** A second contact with the same address is a database error, which Chatwoot does not map. */
  synchronized ContactInbox bind(Contact contact, Inbox inbox, String sourceId) {
    ContactInbox known = address(inbox, sourceId);
    if (known != null && known.contact() == contact) {
      return known;
    }
    if (known != null) {
      throw ChatwootException.error(500, "Internal Server Error");
    }
    ContactInbox bound = new ContactInbox(ids.incrementAndGet(), inbox, sourceId, contact);
    addresses.add(bound);
    return bound;
  }

  /** Removes all addresses in an inbox; the contacts stay. */
  void unbind(Inbox inbox) {
    addresses.removeIf(one -> one.inbox() == inbox);
  }

  List<ContactInbox> addressesOf(Contact contact) {
    return addresses.stream().filter(one -> one.contact() == contact).toList();
  }

  /** The addresses of the second contact belong to the first one from now on. */
  synchronized void merge(Contact base, Contact mergee) {
    addressesOf(mergee).forEach(one -> one.contact(base));
    contacts.remove(mergee.id());
    base.set(
        base.name(),
        base.phone() == null ? mergee.phone() : base.phone(),
        base.identifier() == null ? mergee.identifier() : base.identifier(),
        base.email() == null ? mergee.email() : base.email());
  }

  ObjectNode entity(Contact contact) {
    ObjectNode json = contact.entity();
    var inboxes = json.putArray("contact_inboxes");
    addressesOf(contact).forEach(one -> inboxes.add(one.entity()));
    return json;
  }
}
