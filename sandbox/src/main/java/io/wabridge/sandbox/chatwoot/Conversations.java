package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.ChangeSignal;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.ShiftingClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The conversations of all accounts. */
@Component
class Conversations {
  private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();

  /** After a restart no message has the id of a former one. */
  private final AtomicLong messageIds = new AtomicLong(System.currentTimeMillis());

  private final ChangeSignal pulse = new ChangeSignal();
  private final ShiftingClock clock;
  private final SandboxScheduler scheduler;

  Conversations(ShiftingClock clock, SandboxScheduler scheduler) {
    this.clock = clock;
    this.scheduler = scheduler;
  }

  void clear() {
    conversations.clear();
    pulse.signal();
  }

  synchronized Conversation open(
      ContactInbox address, String status, @Nullable ObjectNode additional) {
    if (address.inbox().locked()) {
      Conversation newest = newest(address);
      if (newest != null) {
        return newest;
      }
    }
    Account account = address.inbox().account();
    Conversation conversation =
        new Conversation(
            account.conversationNumbers().incrementAndGet(),
            address,
            status,
            additional == null ? Json.object() : additional,
            clock.millis(),
            scheduler.now());
    conversations.put(account.id() + "/" + conversation.number(), conversation);
    changed(conversation);
    return conversation;
  }

  private @Nullable Conversation newest(ContactInbox address) {
    return conversations.values().stream()
        .filter(one -> one.contactInbox() == address)
        .max(Comparator.comparingLong(Conversation::number))
        .orElse(null);
  }

  long nextMessageId() {
    return messageIds.incrementAndGet();
  }

  Conversation require(Account account, long number) {
    Conversation conversation = conversations.get(account.id() + "/" + number);
    if (conversation == null) {
      throw ChatwootException.notFound();
    }
    return conversation;
  }

  void delete(Conversation conversation) {
    conversations.remove(conversation.account().id() + "/" + conversation.number());
    pulse.signal();
  }

  /** Deletes the conversations of an inbox. */
  void delete(Inbox inbox) {
    conversations.values().removeIf(one -> one.inbox() == inbox);
    pulse.signal();
  }

  /** The newest first. */
  List<Conversation> all() {
    return conversations.values().stream()
        .sorted(Comparator.comparingLong(Conversation::lastAtMs).reversed())
        .toList();
  }

  List<Conversation> of(Contact contact) {
    return all().stream().filter(one -> one.contact() == contact).toList();
  }

  ChangeSignal pulse() {
    return pulse;
  }

  void changed(Conversation conversation) {
    conversation.pulse().signal();
    pulse.signal();
  }
}
