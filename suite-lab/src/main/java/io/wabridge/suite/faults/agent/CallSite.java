package io.wabridge.suite.faults.agent;

import java.lang.classfile.instruction.InvokeInstruction;

/**
 * The calls of one method inside another.
 *
 * @param type the full name of the class that calls
 * @param method the name of the method that calls; its lambdas belong to it
 * @param called the called method, as {@code Type.method} without the package
 */
record CallSite(String type, String method, String called) {

  String internalName() {
    return type.replace('.', '/');
  }

  boolean within(String name) {
    return name.equals(method) || name.startsWith("lambda$" + method + "$");
  }

  boolean is(InvokeInstruction call) {
    var owner = call.owner().asInternalName();
    return called.equals(
        owner.substring(owner.lastIndexOf('/') + 1) + "." + call.name().stringValue());
  }
}
