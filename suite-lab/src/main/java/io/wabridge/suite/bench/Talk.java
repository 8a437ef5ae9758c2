package io.wabridge.suite.bench;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A conversation of one person and one tenant. A sender holds the lock of its direction until the
 * message is accepted, so that the order is known.
 */
final class Talk {

  final int number;
  final Tenant tenant;
  final String waId;
  final String name;
  final ReentrantLock inbound = new ReentrantLock(true);
  final ReentrantLock outbound = new ReentrantLock(true);

  /** The desk's ids of the person and the conversation, once they exist. */
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
