package io.wabridge.connectors;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.net.UnknownHostException;

/** An address we do not call, whoever asks for it. */
public class AddressRefused extends UnknownHostException implements Explained {

  private static final long serialVersionUID = 1L;

  AddressRefused(String message) {
    super(message);
  }

  @Override
  public Reason reason() {
    return Reason.ADDRESS_REFUSED;
  }
}
