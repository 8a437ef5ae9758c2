package io.wabridge.suite.bench;

import java.util.concurrent.locks.ReentrantLock;

/**
 * One person and one tenant. Whoever says something holds the lock of that way until it is
 * accepted, so that the order in which things were said is known.
 */
final class Talk {

  final int number;
  final Tenant tenant;
  final String waId;
  final String name;
  final ReentrantLock inbound = new ReentrantLock(true);
  final ReentrantLock outbound = new ReentrantLock(true);

  /** How the desk calls person and conversation, once it has heard of them. */
  volatile String address = "";

  volatile String conversation = "";

  Talk(int number, Tenant tenant) {
    this.number = number;
    this.tenant = tenant;
    this.waId = Long.toString(447_700_000_000L + number);
    this.name = "Person %06d".formatted(number);
  }

  ReentrantLock lock(boolean in) {
    return in ? inbound : outbound;
  }
}
