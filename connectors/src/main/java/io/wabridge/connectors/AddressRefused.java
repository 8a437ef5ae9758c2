package io.wabridge.connectors;

import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import java.net.UnknownHostException;

/** An address that is never called. */
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
