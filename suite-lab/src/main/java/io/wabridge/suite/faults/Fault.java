package io.wabridge.suite.faults;

/** One way to hurt the bridge; it heals what it hurt before it returns. */
@FunctionalInterface
interface Fault {

  void strike(Scene scene, Strike strike) throws Exception;
}
