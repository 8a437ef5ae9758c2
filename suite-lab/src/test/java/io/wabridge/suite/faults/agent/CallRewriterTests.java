package io.wabridge.suite.faults.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call that the fault suite rewrites exists in the product's code, and the rewritten class is
 * valid.
 */
class CallRewriterTests {

  static Stream<Rewrite> all() {
    return Stream.concat(
            Arrays.stream(FaultPoint.values()).flatMap(point -> point.rewrites().stream()),
            Arrays.stream(Safeguard.values()).flatMap(one -> one.rewrites().stream()))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("all")
  void rewrittenClassIsValid(Rewrite rewrite) throws Exception {
    var name = rewrite.at().internalName();

    var rewritten = new CallRewriter(List.of(rewrite)).rewritten(name, bytes(name));

    assertThat(ClassFile.of().verify(rewritten)).isEmpty();
    assertThat(agentCalls(rewritten)).isNotEmpty();
    for (var call : agentCalls(rewritten)) {
      var owner = Class.forName(call.owner().asInternalName().replace('/', '.'));
      var type = call.typeSymbol().resolveConstantDesc(MethodHandles.lookup());
      assertThat(MethodHandles.lookup().findStatic(owner, call.name().stringValue(), type))
          .isNotNull();
    }
  }

  @Test
  void missingCallIsAnError() throws IOException {
    var name = Said.class.getName();
    var gone = new Rewrite.Result(new CallSite(name, "word", "Supplier.getIt"), "alwaysNull");
    var bytes = bytes(name.replace('.', '/'));

    assertThatThrownBy(
            () -> new CallRewriter(List.of(gone)).rewritten(name.replace('.', '/'), bytes))
        .hasMessageContaining("Supplier.getIt");
  }

  @Test
  void callerReceivesTheReplacedResult() throws Exception {
    assertThat(rewritten("lambda").getMethod("lambda").invoke(null)).isNull();
    assertThat(rewritten("word").getMethod("word").invoke(null)).isNull();
    assertThat(rewritten("word").getMethod("lambda").invoke(null)).isEqualTo("said");
    assertThat(Said.word()).isEqualTo("said");
  }

  private static Class<?> rewritten(String method) throws IOException {
    var name = Said.class.getName();
    var rewrite = new Rewrite.Result(new CallSite(name, method, "Supplier.get"), "alwaysNull");
    var bytes =
        new CallRewriter(List.of(rewrite))
            .rewritten(name.replace('.', '/'), bytes(name.replace('.', '/')));
    return new ClassLoader(CallRewriterTests.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(name, bytes, 0, bytes.length);
      }
    }.define();
  }

  /** A class to rewrite. */
  public static class Said {

    private static final Supplier<String> WORD = () -> "said";

    public static String word() {
      return WORD.get();
    }

    public static String lambda() {
      Supplier<String> inside = () -> WORD.get();
      return inside.get();
    }
  }

  private static byte[] bytes(String internalName) throws IOException {
    try (var file =
        CallRewriterTests.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
      return Objects.requireNonNull(file, internalName).readAllBytes();
    }
  }

  private static List<InvokeInstruction> agentCalls(byte[] bytes) {
    var agent = CallRewriter.class.getPackageName().replace('.', '/');
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeInstruction.class::isInstance)
        .map(InvokeInstruction.class::cast)
        .filter(call ->
            call.owner().asInternalName().startsWith(agent + "/K")
                || call.owner().asInternalName().startsWith(agent + "/Repl"))
        .toList();
  }
}
