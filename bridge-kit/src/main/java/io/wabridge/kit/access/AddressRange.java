package io.wabridge.kit.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** The addresses that one network customer has: one of IPv4, or 2^64 of IPv6. */
public final class AddressRange {

  private static final int CUSTOMER_BYTES = 8;

  private AddressRange() {}

  /** The range as text; an address that is none stays as it is. */
  public static String of(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(six.getAddress(), 0, CUSTOMER_BYTES) + "/64"
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
