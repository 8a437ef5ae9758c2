package io.wabridge.connectors;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Decides which addresses are outside, so that no tenant, agent or webhook can make the bridge call
 * the own network (SSRF).
 */
final class OutsideAddresses {

  private record Block(byte[] prefix, int bits) {
    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** IANA special-purpose registries for IPv4 and IPv6, as far as not globally reachable. */
  private static final List<Block> INSIDE =
      List.of(
          block(8, 0, 0, 0, 0),
          block(8, 10, 0, 0, 0),
          block(10, 100, 64, 0, 0),
          block(8, 127, 0, 0, 0),
          block(16, 169, 254, 0, 0),
          block(12, 172, 16, 0, 0),
          block(24, 192, 0, 0, 0),
          block(24, 192, 0, 2, 0),
          block(24, 192, 88, 99, 0),
          block(16, 192, 168, 0, 0),
          block(15, 198, 18, 0, 0),
          block(24, 198, 51, 100, 0),
          block(24, 203, 0, 113, 0),
          block(4, 224, 0, 0, 0),
          block(4, 240, 0, 0, 0));

  /** A host whose last part begins with a digit is no name, but an address of IPv4 in some form. */
  private static final Pattern NUMBER = Pattern.compile("(.*\\.)?[0-9][^.]*\\.?");

  /** The only form that every program reads in the same way. */
  private static final Pattern QUAD =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private OutsideAddresses() {}

  /**
   * Checks before resolving: https, a host, no user info.
   *
   * @param http whether http is called, too, as stand-ins on this machine need it
   */
  static void check(URI uri, boolean http) throws AddressRefused {
    String scheme = uri.getScheme();
    if (!"https".equalsIgnoreCase(scheme) && !(http && "http".equalsIgnoreCase(scheme))) {
      throw new AddressRefused(
          http ? "Only http and https addresses are called." : "Only https addresses are called.");
    }
    if (uri.getHost() == null || uri.getHost().isBlank()) {
      throw new AddressRefused("The address has no host.");
    }
    if (NUMBER.matcher(uri.getHost()).matches() && !QUAD.matcher(uri.getHost()).matches()) {
      throw new AddressRefused("The host is a number that may be read in several ways.");
    }
    if (uri.getPort() > 65_535) {
      throw new AddressRefused("The port of the address is not valid.");
    }
    if (uri.getRawUserInfo() != null) {
      throw new AddressRefused("Addresses with a user name in them are not called.");
    }
  }

  static boolean outside(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return INSIDE.stream().noneMatch(block -> block.holds(bytes));
    }
    return address instanceof Inet6Address && outside6(bytes);
  }

  /** Only global unicast, and no form that carries an IPv4 address past the check above. */
  private static boolean outside6(byte[] a) {
    boolean globalUnicast = (a[0] & 0xe0) == 0x20;
    boolean sixToFour = a[0] == 0x20 && a[1] == 0x02;
    boolean special = a[0] == 0x20 && a[1] == 0x01 && (a[2] & 0xfe) == 0;
    boolean documentation =
        a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0d && (a[3] & 0xff) == 0xb8
            || a[0] == 0x3f && a[1] == (byte) 0xff && (a[2] & 0xf0) == 0;
    return globalUnicast && !sixToFour && !special && !documentation;
  }

  private static Block block(int bits, int... parts) {
    byte[] prefix = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      prefix[i] = (byte) parts[i];
    }
    return new Block(Arrays.copyOf(prefix, 4), bits);
  }
}
