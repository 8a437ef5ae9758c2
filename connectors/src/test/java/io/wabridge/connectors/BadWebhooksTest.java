package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.channel.cloud.CloudChannel;
import io.wabridge.connectors.desk.PlainTextRenderer;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.model.Content;
import io.wabridge.model.Excerpt;
import io.wabridge.model.Language;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.BadPayloads.Bad;
import io.wabridge.testkit.BadWebhooks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any webhook is either decoded or reported as unreadable. */
class BadWebhooksTest {

  private static final String NUMBER = "106540352242922";
  private static final String INTEGRATION = "integration-1";
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final URI UNUSED = URI.create("http://127.0.0.1:1");

  /** Shared by all tests: each client has a thread of its own. */
  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);

  private final CloudChannel cloud = new CloudChannel(HTTP);
  private final GenesysDesk genesys = new GenesysDesk(HTTP);

  @AfterAll
  static void close() throws IOException {
    HTTP.close();
  }

  static Stream<Bad> ofMeta() {
    return Stream.concat(
        BadWebhooks.wholesOfMeta(NUMBER).stream(),
        BadWebhooks.oneValueWrongOfMeta(NUMBER).stream());
  }

  static Stream<Bad> ofGenesys() {
    return Stream.concat(
        BadWebhooks.wholesOfGenesys(INTEGRATION).stream(),
        BadWebhooks.oneValueWrongOfGenesys(INTEGRATION).stream());
  }

  @ParameterizedTest
  @MethodSource("ofMeta")
  void decodesAnyWebhookOfMetaOrReportsItUnreadable(Bad bad) {
    long began = worked();
    try {
      List<WebhookPart> parts = cloud.split(Given.request(Map.of(), bad.body()));
      parts.forEach(SafeStrings::check);
      for (WebhookPart part : parts.subList(0, Math.min(50, parts.size()))) {
        understood(part);
      }
    } catch (WebhookUnreadable e) {
      assertThat(e).hasMessageNotContaining("hello");
    }
    assertThat(Duration.ofNanos(worked() - began)).isLessThan(SOON);
  }

  private void understood(WebhookPart part) throws WebhookUnreadable {
    ChannelEvent event = cloud.decode(part.body());
    SafeStrings.check(event);
    if (event instanceof ChannelEvent.PersonMessage said) {
      shown(said.content());
    }
  }

  @ParameterizedTest
  @MethodSource("ofGenesys")
  void decodesAnyWebhookOfGenesysOrReportsItUnreadable(Bad bad) {
    long began = worked();
    try {
      for (WebhookPart part : genesys.split(Given.request(Map.of(), bad.body()))) {
        SafeStrings.check(part);
        DeskEvent event = genesys.decode(part.body());
        SafeStrings.check(event);
        if (event instanceof DeskEvent.AgentMessage said) {
          assertThat(said.contents()).hasSizeBetween(1, 100);
          said.contents().forEach(BadWebhooksTest::shown);
        }
      }
    } catch (WebhookUnreadable e) {
      assertThat(e).hasMessageNotContaining("hello");
    }
    assertThat(Duration.ofNanos(worked() - began)).isLessThan(SOON);
  }

  /** By CPU time: other processes may use this machine. */
  private static long worked() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void shown(Content content) {
    String text = PlainTextRenderer.of(Given.message(content), Language.EN);
    assertThat(text.length()).isLessThan(2 * BadPayloads.LARGEST);
    SafeStrings.check(List.of(text, String.valueOf(Excerpt.of(content))));
  }

  @Test
  void rejectsAnUnsignedWebhook() {
    Settings settings = Given.number(UNUSED);
    for (Bad bad : BadWebhooks.wholesOfMeta(NUMBER)) {
      assertThat(Given.genuine(cloud, Given.request(Map.of(), bad.body()), settings))
          .as(bad.name())
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "sha256=",
        "sha256",
        "SHA256=00",
        "sha256=\0",
        "sha256=\ud800",
        "sha256==",
        "sha256=zz",
        "sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256=sha256=sha256=",
        "sha256=𝄞𝄞𝄞",
        "Bearer sha256="
      })
  void rejectsSignaturesWithoutTheSecret(String signature) {
    Settings channel = Given.number(UNUSED);
    Settings desk = Given.organization(UNUSED, "i");
    for (String header : List.of(signature, signature + "f".repeat(100_000))) {
      WebhookRequest webhook = Given.request(Map.of("x-hub-signature-256", header), new byte[0]);
      assertThat(Given.genuine(cloud, webhook, channel)).isFalse();
      assertThat(Given.genuine(genesys, webhook, desk)).isFalse();
    }
  }

  /** There are more than 200 cases, and their names are unique. */
  @Test
  void thereAreMoreThanTwoHundredOfEach() {
    for (var all : List.of(ofMeta().toList(), ofGenesys().toList())) {
      assertThat(all).hasSizeGreaterThan(200);
      assertThat(all.stream().map(Bad::name)).doesNotHaveDuplicates();
    }
  }
}
