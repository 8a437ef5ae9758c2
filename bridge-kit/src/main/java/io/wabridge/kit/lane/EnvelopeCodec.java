package io.wabridge.kit.lane;

import io.wabridge.model.Contract;
import io.wabridge.model.Envelope;
import io.wabridge.model.Explained;
import io.wabridge.model.Payload;
import io.wabridge.model.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Envelopes as JSON; what is inside is said by the contract's name, which travels beside. */
public final class EnvelopeCodec {

  private final JsonMapper json;

  public EnvelopeCodec(JsonMapper json) {
    this.json = json;
  }

  public byte[] write(Envelope<?> envelope) {
    return json.writeValueAsBytes(envelope);
  }

  public Envelope<? extends Payload> read(String contractName, byte[] body) throws Unreadable {
    var contract =
        Contract.named(contractName)
            .orElseThrow(() ->
                new Unreadable(
                    Contract.strange(contractName), "no contract is named '" + contractName + "'"));
    try {
      var type = json.getTypeFactory().constructParametricType(Envelope.class, contract.type());
      return json.readValue(body, type);
    } catch (JacksonException e) {
      throw new Unreadable(
          Reason.UNREADABLE, "not a " + contractName + ": " + e.getOriginalMessage());
    }
  }

  /** The envelope cannot be read; it is parked as it is. */
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
