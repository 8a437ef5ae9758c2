package io.wabridge.suite.faults;

/** Injects one fault and removes it before it returns. */
@FunctionalInterface
interface Fault {

  void inject(FaultContext context, InjectedFault injected) throws Exception;
}
