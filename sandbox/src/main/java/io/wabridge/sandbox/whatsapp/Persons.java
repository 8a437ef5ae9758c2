package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.SerialExecutor;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All persons of this sandbox, found by any of their identities. */
@Component
class Persons {
  private static final int MOST = 100_000;

  private final Map<String, Person> byIdentity = new ConcurrentHashMap<>();
  private final Map<String, Person> byId = new ConcurrentHashMap<>();
  private final AtomicLong nextBsuid = new AtomicLong(4_402_938_475_610_293L);
  private final SandboxScheduler scheduler;

  Persons(SandboxScheduler scheduler) {
    this.scheduler = scheduler;
  }

  Person create(
      @Nullable String waId,
      @Nullable String bsuid,
      String name,
      @Nullable String username,
      boolean hidden) {
    Person known = waId == null ? null : byIdentity.get(waId);
    if (known != null) {
      return known;
    }
    if (byId.size() >= MOST) {
      throw new IllegalStateException("no more than " + MOST + " persons; reset first");
    }
    String scoped = bsuid == null ? "GB." + nextBsuid.getAndAdd(7919) : bsuid;
    Person person = new Person(waId, scoped, name, username, hidden);
    byId.put(person.id(), person);
    byIdentity.put(person.bsuid(), person);
    if (waId != null) {
      byIdentity.put(waId, person);
    }
    return person;
  }

  @Nullable Person find(String identity) {
    return byIdentity.get(identity);
  }

  Person require(String identity) {
    Person person = byIdentity.get(identity);
    if (person == null) {
      throw new NotFoundException("person " + identity);
    }
    return person;
  }

  Chat chat(Person person, BusinessNumber number) {
    Chat chat = person.chats().get(number.id());
    if (chat != null) {
      return chat;
    }
    byIdentity.putIfAbsent(person.bsuidAt(number.waba().businessId()), person);
    return person
        .chats()
        .computeIfAbsent(
            number.id(), id -> new Chat(person, number, new SerialExecutor(scheduler.now())));
  }

  Collection<Person> all() {
    return byId.values();
  }

  void clear() {
    byIdentity.clear();
    byId.clear();
  }
}
