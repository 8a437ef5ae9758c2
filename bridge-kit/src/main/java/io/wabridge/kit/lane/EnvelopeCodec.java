package io.wabridge.kit.lane;

import io.wabridge.model.Contract;
import io.wabridge.model.Envelope;
import io.wabridge.model.Explained;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes envelopes as JSON; the name of the contract travels as a property of the
 * message.
 */
public final class EnvelopeCodec {

  private final JsonMapper json;

  public EnvelopeCodec(JsonMapper json) {
    this.json = lenient(json);
  }

  /** An absent flag is false: it was not written, or the envelope is of an older version. */
  private static JsonMapper lenient(JsonMapper json) {
    return json.rebuild().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
  }

  public byte[] write(Envelope<?> envelope) {
    return json.writeValueAsBytes(envelope);
  }

  public Envelope<? extends Payload> read(String contractName, byte[] body) throws Unreadable {
    var contract =
        Contract.named(contractName)
            .orElseThrow(() ->
                new Unreadable(
                    Contract.strange(contractName),
                    "the contract '" + contractName + "' is unknown"));
    try {
      var type = json.getTypeFactory().constructParametricType(Envelope.class, contract.type());
      return whole(json.readValue(body, type), contractName);
    } catch (JacksonException e) {
      throw new Unreadable(
          Reason.UNREADABLE, "not a " + contractName + ": " + e.getOriginalMessage());
    }
  }

  /** JSON may lack fields that every envelope needs. */
  private static Envelope<? extends Payload> whole(
      @Nullable Envelope<? extends @Nullable Payload> read, String contractName) throws Unreadable {
    if (read == null
        || Stream.of(
                read.correlation(),
                read.tenant(),
                read.conversationKey(),
                read.idempotencyKey(),
                read.acceptedAt(),
                read.payload())
            .anyMatch(Objects::isNull)) {
      throw new Unreadable(Reason.UNREADABLE, "not a whole " + contractName);
    }
    return read;
  }

  /** The envelope cannot be read; it is parked unchanged. */
  public static final class Unreadable extends Exception implements Explained {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    Unreadable(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    @Override
    public Reason reason() {
      return reason;
    }
  }
}
