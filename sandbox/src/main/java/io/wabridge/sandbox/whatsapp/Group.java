package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.EventFeed;
import io.wabridge.sandbox.SerialExecutor;
import java.util.List;

/** A group of persons and one business number. */
final class Group {
  private final String id;
  private final String subject;
  private final BusinessNumber number;
  private final List<Chat> members;
  private final SerialExecutor lane;
  private final EventFeed<BusinessMessage> received = new EventFeed<>(Chat.KEPT);
  private volatile long lastSaidMs;

  /**
   * @param members the members' chats with the number, which contain their ids
   */
  Group(String id, String subject, BusinessNumber number, List<Chat> members, SerialExecutor lane) {
    this.id = id;
    this.subject = subject;
    this.number = number;
    this.members = List.copyOf(members);
    this.lane = lane;
  }

  String id() {
    return id;
  }

  String subject() {
    return subject;
  }

  BusinessNumber number() {
    return number;
  }

  List<Chat> members() {
    return members;
  }

  SerialExecutor lane() {
    return lane;
  }

  EventFeed<BusinessMessage> received() {
    return received;
  }

  /** Zero: no member wrote in it yet. */
  long lastSaidMs() {
    return lastSaidMs;
  }

  void lastSaidMs(long at) {
    lastSaidMs = at;
  }
}
