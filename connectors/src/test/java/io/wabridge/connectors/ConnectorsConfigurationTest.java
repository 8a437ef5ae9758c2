package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.ResolvableType;

class ConnectorsConfigurationTest {

  @Test
  void offersEveryConnector() {
    new ApplicationContextRunner()
        .withUserConfiguration(ConnectorsConfiguration.class)
        .run(context -> {
          assertThat(kinds(context, ChannelConnector.class))
              .containsExactly("cloud", "dialog360", "twilio", "aws", "chatwootinbox");
          assertThat(kinds(context, DeskConnector.class))
              .containsExactly("genesys", "chatwoot", "connect", "api", "history");
        });
  }

  /** As stages inject them: by side. */
  private static List<String> kinds(BeanFactory beans, Class<? extends Connector> side) {
    var type = ResolvableType.forClassWithGenerics(Connectors.class, side);
    var all = (Connectors<?>) beans.getBeanProvider(type).getObject();
    return all.all().stream().map(Connector::kind).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "157.240.1.1, true",
    "2a03:2880::1, true",
    "10.1.2.3, false",
    "127.9.9.9, false",
    "172.31.0.1, false",
    "172.32.0.1, true",
    "192.168.1.1, false",
    "169.254.169.254, false",
    "100.127.255.255, false",
    "100.128.0.1, true",
    "0.1.2.3, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "198.19.0.1, false",
    "::1, false",
    "::, false",
    "fe80::1, false",
    "fc00::1, false",
    "ff02::1, false",
    "::ffff:10.0.0.1, false",
    "64:ff9b::a00:1, false",
    "2002:7f00:1::, false",
    "2001:db8::1, false",
    "2001::1, false"
  })
  void recognizesOutsideAddresses(String address, boolean outside) throws Exception {
    assertThat(OutsideAddresses.outside(InetAddress.getByName(address))).isEqualTo(outside);
  }
}
