package io.wabridge.sandbox.api;

import io.wabridge.sandbox.SerialExecutor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One system that is connected by API: its secret, its access, and the conversations it knows. */
final class ApiSystem {
  private final String name;
  private final List<String> secrets;
  private final Executor executor;
  private final Map<String, String> contacts = new ConcurrentHashMap<>();
  private final Map<String, SerialExecutor> lanes = new ConcurrentHashMap<>();
  private final Set<String> statuses = ConcurrentHashMap.newKeySet();
  private volatile @Nullable PublicApi api;

  ApiSystem(String name, String secret, Executor executor) {
    this.name = name;
    this.secrets = List.of(secret);
    this.executor = executor;
  }

  String name() {
    return name;
  }

  List<String> secrets() {
    return secrets;
  }

  /** Null until it has a token. */
  @Nullable PublicApi api() {
    return api;
  }

  void api(PublicApi access) {
    api = access;
  }

  void knows(String conversation, String contact) {
    contacts.put(conversation, contact);
  }

  /** The contact of a conversation; empty if it is not known. */
  String contact(String conversation) {
    return contacts.getOrDefault(conversation, "");
  }

  /** False if this status was received before: an event is repeated under the same id. */
  boolean isNewStatus(String eventId) {
    return statuses.add(eventId);
  }

  /** The replies in a conversation are sent one after the other. */
  SerialExecutor lane(String conversation) {
    return lanes.computeIfAbsent(conversation, _ -> new SerialExecutor(executor));
  }
}
