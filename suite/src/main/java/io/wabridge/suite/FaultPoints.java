package io.wabridge.suite;

import io.wabridge.kit.FaultPoint;

/** Prints where a process can be killed: each point, and the services that pass it. */
final class FaultPoints {

  private FaultPoints() {}

  public static void main(String... args) {
    for (var point : FaultPoint.values()) {
      System.out.println(point + " " + String.join(",", point.services()));
    }
  }
}
