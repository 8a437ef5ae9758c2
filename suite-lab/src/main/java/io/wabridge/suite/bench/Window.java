package io.wabridge.suite.bench;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** A period, and the processor time of every group before and after it. */
record Window(long from, long to, Map<Group, Long> before, Map<Group, Long> after) {

  double seconds() {
    return (to - from) / 1e9;
  }

  boolean holds(long moment) {
    return moment >= from && moment < to;
  }

  /** The processor time of these groups in this period. */
  Map<Group, Long> usedMs(Collection<Group> groups) {
    var used = new EnumMap<Group, Long>(Group.class);
    for (var group : groups) {
      used.put(group, after.getOrDefault(group, 0L) - before.getOrDefault(group, 0L));
    }
    return used;
  }
}
