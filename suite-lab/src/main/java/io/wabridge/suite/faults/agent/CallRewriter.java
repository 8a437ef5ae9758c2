package io.wabridge.suite.faults.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the given calls. If a class does not contain one of them, the process exits: a run
 * without its fault would prove nothing.
 */
final class CallRewriter implements ClassFileTransformer {

  private static final int NOT_FOUND = 70;

  private final List<? extends Rewrite> rewrites;
  private final Set<String> types;

  CallRewriter(List<? extends Rewrite> rewrites) {
    this.rewrites = List.copyOf(rewrites);
    this.types =
        rewrites.stream()
            .map(rewrite -> rewrite.at().internalName())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (name == null || !types.contains(name)) {
      return null;
    }
    try {
      return rewritten(name, bytes);
    } catch (RuntimeException | Error e) {
      // otherwise Java would continue with the unchanged class
      System.err.println("the fault suite's agent cannot rewrite " + name + ": " + e);
      Runtime.getRuntime().halt(NOT_FOUND);
      throw e;
    }
  }

  /** The class with all its rewrites applied. */
  byte[] rewritten(String name, byte[] bytes) {
    var here = rewrites.stream().filter(one -> one.at().internalName().equals(name)).toList();
    var found = new HashSet<Rewrite>();
    var files = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy()));
    var rewritten = files.transformClass(files.parse(bytes), methods(here, found));
    var missing = here.stream().filter(one -> !found.contains(one)).map(Rewrite::at).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("there are no such calls: " + missing);
    }
    return rewritten;
  }

  private static ClassHierarchyResolver hierarchy() {
    return ClassHierarchyResolver.ofResourceParsing(CallRewriter.class.getClassLoader())
        .orElse(ClassHierarchyResolver.defaultResolver());
  }

  private static ClassTransform methods(List<? extends Rewrite> here, Set<Rewrite> found) {
    return (type, element) -> {
      if (element instanceof MethodModel method) {
        var name = method.methodName().stringValue();
        var within = here.stream().filter(one -> one.at().within(name)).toList();
        if (!within.isEmpty()) {
          type.transformMethod(method, MethodTransform.transformingCode(calls(within, found)));
          return;
        }
      }
      type.with(element);
    };
  }

  private static CodeTransform calls(List<? extends Rewrite> within, Set<Rewrite> found) {
    return (code, element) -> {
      if (element instanceof InvokeInstruction call) {
        for (var rewrite : within) {
          if (rewrite.at().is(call)) {
            found.add(rewrite);
            rewrite.write(code, call);
            return;
          }
        }
      }
      code.with(element);
    };
  }
}
