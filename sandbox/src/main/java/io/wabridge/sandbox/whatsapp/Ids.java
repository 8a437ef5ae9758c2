package io.wabridge.sandbox.whatsapp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Generates ids like Meta's: long numbers, and message ids with padding, plus and slash. */
final class Ids {
  private static final AtomicLong NEXT = new AtomicLong(620_000_000_000_001L);
  private static final int INBOUND = 0x12;
  private static final int OUTBOUND = 0x11;

  private Ids() {}

  static String node() {
    long step = 1 + ThreadLocalRandom.current().nextLong(97);
    long id = NEXT.addAndGet(step);
    return ThreadLocalRandom.current().nextBoolean() ? id + "" : id + "" + (10 + id % 89);
  }

  static String fromPerson(String identity) {
    return wamid(identity, INBOUND);
  }

  static String toPerson(String identity) {
    return wamid(identity, OUTBOUND);
  }

  /** 60 to 90 characters in all. */
  private static String wamid(String identity, int direction) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    byte[] who =
        identity.substring(0, Math.min(20, identity.length())).getBytes(StandardCharsets.US_ASCII);
    byte[] record = new byte[random.nextInt(43, 62)];
    byte[] tail = new byte[record.length - who.length - 7];
    random.nextBytes(tail);
    record[0] = 0x1c;
    record[1] = 0x18;
    record[2] = (byte) who.length;
    System.arraycopy(who, 0, record, 3, who.length);
    int at = 3 + who.length;
    record[at] = 0x15;
    record[at + 1] = 0x02;
    record[at + 2] = (byte) direction;
    record[at + 3] = 0x18;
    System.arraycopy(tail, 0, record, at + 4, tail.length);
    return "wamid." + Base64.getEncoder().encodeToString(record);
  }
}
