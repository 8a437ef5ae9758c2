package io.wabridge.connectors;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The names of tests; others are resolved as usual. Java finds it as a service. */
public final class TestNames extends InetAddressResolverProvider {

  private static final Map<String, List<InetAddress>> ANSWERS = new ConcurrentHashMap<>();

  static void answer(String name, List<InetAddress> answer) {
    ANSWERS.put(name, answer);
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    var usual = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        var answer = ANSWERS.get(host);
        return answer == null ? usual.lookupByName(host, policy) : answer.stream();
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return usual.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "names of tests";
  }
}
