package io.wabridge.connectors;

import java.net.UnknownHostException;

/** An address we do not call, whoever asks for it. */
public class AddressRefused extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  AddressRefused(String message) {
    super(message);
  }
}
