package io.wabridge.suite.faults.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** The code inserted at a call. */
sealed interface Rewrite {

  CallSite at();

  /** Writes the changed call. */
  void write(CodeBuilder code, InvokeInstruction call);

  /** The process may be killed before the call. */
  record EndBefore(CallSite at, String point) implements Rewrite {
    @Override
    public void write(CodeBuilder code, InvokeInstruction call) {
      passing(code, point);
      code.with(call);
    }
  }

  /** The process may be killed after the call. */
  record EndAfter(CallSite at, String point) implements Rewrite {
    @Override
    public void write(CodeBuilder code, InvokeInstruction call) {
      code.with(call);
      passing(code, point);
    }
  }

  /** The call is made, and a method of {@link Replacements} replaces its result. */
  record Result(CallSite at, String replacement) implements Rewrite {
    @Override
    public void write(CodeBuilder code, InvokeInstruction call) {
      var result = call.typeSymbol().returnType();
      code.with(call);
      code.invokestatic(REPLACEMENTS, replacement, MethodTypeDesc.of(result, result));
    }
  }

  /** A method of {@link Replacements} is called instead, with the receiver as first argument. */
  record Instead(CallSite at, String replacement) implements Rewrite {
    @Override
    public void write(CodeBuilder code, InvokeInstruction call) {
      var type = call.typeSymbol();
      code.invokestatic(
          REPLACEMENTS,
          replacement,
          call.opcode() == Opcode.INVOKESTATIC
              ? type
              : type.insertParameterTypes(0, call.owner().asSymbol()));
    }
  }

  ClassDesc REPLACEMENTS = ClassDesc.of(Replacements.class.getName());
  ClassDesc KILL_AT = ClassDesc.of(KillAt.class.getName());

  private static void passing(CodeBuilder code, String point) {
    code.loadConstant(point);
    code.invokestatic(
        KILL_AT, "passing", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String));
  }
}
