package io.wabridge.kit.lane;

import io.wabridge.model.Contract;
import io.wabridge.model.Envelope;
import io.wabridge.model.Payload;
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
            .orElseThrow(() -> new Unreadable("no contract is named '" + contractName + "'"));
    try {
      var type = json.getTypeFactory().constructParametricType(Envelope.class, contract.type());
      return json.readValue(body, type);
    } catch (JacksonException e) {
      throw new Unreadable("not a " + contractName + ": " + e.getOriginalMessage());
    }
  }

  /** The envelope cannot be read; it is parked as it is. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }
}
