package io.wabridge.connectors;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Checks every address at the only moment that counts: when it is resolved for the connection that
 * is then made to it.
 */
final class GuardedDns implements DnsResolver {

  private final boolean allowPrivateAddresses;

  GuardedDns(boolean allowPrivateAddresses) {
    this.allowPrivateAddresses = allowPrivateAddresses;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = addresses(host);
    for (InetAddress address : addresses) {
      if (!allowPrivateAddresses && !OutsideAddresses.outside(address)) {
        throw new AddressRefused("The host leads to an address that is not on the internet.");
      }
    }
    return addresses;
  }

  private static InetAddress[] addresses(String host) throws UnknownHostException {
    try {
      return InetAddress.getAllByName(host);
    } catch (IllegalArgumentException e) {
      throw new AddressRefused("The host is a number that may be read in several ways.");
    }
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return Arrays.stream(resolve(host))
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
