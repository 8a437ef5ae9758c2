package io.wabridge.connectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.channel.cloud.CloudChannel;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.testkit.BadPayloads;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Malformed files and servers that violate HTTP: a file is fetched, unavailable, or retried later,
 * and the connection for the next file stays usable.
 */
class BadFilesTest {

  /** The raw response of a server for a file; HERE is its own address. */
  private static final Map<String, String> ANSWERS = answers();

  private static final String GOOD =
      head(200, "Content-Type: image/png\r\nContent-Length: 3") + "abc";
  private static OutboundHttp http;
  private static ServerSocket server;
  private static volatile String next = GOOD;

  private final Given.Tokens tokens = new Given.Tokens();
  private final CloudChannel cloud = new CloudChannel(http);
  private final GenesysDesk genesys = new GenesysDesk(http);

  @BeforeAll
  static void start() throws IOException {
    http = new OutboundHttp(Given.LOOPBACK);
    server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(BadFilesTest::serve);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    http.close();
  }

  private static void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      int newlines = 0;
      for (int c = in.read(); c >= 0 && newlines < 2; ) {
        newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
        c = newlines < 2 ? in.read() : c;
      }
      socket.getOutputStream().write(next.replace("HERE", url()).getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // the client has closed the connection, which is allowed
    }
  }

  private static String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private static String head(int status, String headers) {
    return "HTTP/1.1 " + status + " X\r\nConnection: close\r\n" + headers + "\r\n\r\n";
  }

  private static Map<String, String> answers() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("nothing", "");
    all.put("a line break", "\r\n");
    all.put("no HTTP", "hello\r\n\r\n");
    all.put("another protocol", "SSH-2.0-OpenSSH_9.2\r\n");
    all.put("half a status line", "HTTP/1.1 2");
    all.put("a status that is none", "HTTP/1.1 abc X\r\n\r\n");
    all.put("a status of six digits", "HTTP/1.1 200000 X\r\n\r\n");
    all.put("a negative status", "HTTP/1.1 -1 X\r\n\r\n");
    all.put("a version of tomorrow", "HTTP/9.9 200 X\r\nContent-Length: 0\r\n\r\n");
    all.put("NULs", "\0".repeat(5000));
    all.put("a megabyte of one line", "HTTP/1.1 200 " + "x".repeat(1_000_000));
    all.put("a megabyte of one header", head(200, "X: " + "x".repeat(1_000_000)));
    all.put("ten thousand headers", head(200, "X: y\r\n".repeat(10_000) + "Z: z"));
    all.put("a header without colon", head(200, "hello\r\nContent-Length: 3") + "abc");
    all.put("a header with NUL", head(200, "Content-Type: a\0b/c\r\nContent-Length: 3") + "abc");
    all.put("no bytes", head(200, "Content-Length: 0"));
    all.put("no content", head(204, "X: y"));
    all.put("more announced than sent", head(200, "Content-Length: 1000") + "abc");
    all.put("less announced than sent", head(200, "Content-Length: 1") + "abc");
    all.put("a negative length", head(200, "Content-Length: -5") + "abc");
    all.put("a length that is none", head(200, "Content-Length: many") + "abc");
    all.put("a length beyond long", head(200, "Content-Length: 99999999999999999999") + "abc");
    all.put("two lengths", head(200, "Content-Length: 3\r\nContent-Length: 9") + "abc");
    all.put("a terabyte announced", head(200, "Content-Length: 1099511627776") + "abc");
    all.put("chunks that are none", head(200, "Transfer-Encoding: chunked") + "zz\r\nabc");
    all.put(
        "a chunk of everything",
        head(200, "Transfer-Encoding: chunked") + "7fffffffffffffff\r\nabc");
    all.put("a negative chunk", head(200, "Transfer-Encoding: chunked") + "-1\r\nabc");
    all.put("chunks without an end", head(200, "Transfer-Encoding: chunked") + "3\r\nabc\r\n");
    all.put("an encoding of tomorrow", head(200, "Transfer-Encoding: braille") + "abc");
    all.put("gzipped garbage", head(200, "Content-Encoding: gzip\r\nContent-Length: 3") + "abc");
    all.put("a page instead of a picture", head(200, "Content-Type: text/html") + "<html>");
    all.put("a type that is none", head(200, "Content-Type: ;;=\"\r\nContent-Length: 3") + "abc");
    all.put(
        "partial content", head(206, "Content-Range: bytes 9-1/0\r\nContent-Length: 3") + "abc");
    all.put("informed forever", "HTTP/1.1 100 Continue\r\n\r\n".repeat(2000));
    all.put("early hints and then nothing", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
    all.put("moved in a circle", head(302, "Location: HERE/file"));
    all.put("moved to nowhere", head(302, "X: y"));
    all.put("moved to a file", head(302, "Location: file:///etc/passwd"));
    all.put("moved to no port", head(302, "Location: http://127.0.0.1:99999/x"));
    all.put("moved to no address", head(302, "Location: http://[::1"));
    all.put("moved to blanks", head(302, "Location: a b c"));
    all.put("moved to NUL", head(302, "Location: /\0"));
    all.put("moved to mail", head(302, "Location: mailto:a@example.test"));
    all.put("moved with a user", head(302, "Location: http://a:b@127.0.0.1/"));
    all.put("moved to a long address", head(302, "Location: /" + BadPayloads.noise(50_000)));
    for (int status : new int[] {300, 304, 400, 401, 403, 404, 410, 413, 416, 429, 451, 500, 503}) {
      all.put("status " + status, head(status, "Content-Length: 5") + "hello");
    }
    return all;
  }

  static Stream<String> names() {
    return ANSWERS.keySet().stream();
  }

  static Stream<String> addresses() {
    return Stream.concat(
        Stream.of(
            "",
            " ",
            "\0",
            "x",
            "//",
            "http:",
            "http://",
            "http:///x",
            "http://127.0.0.1:99999/x",
            "http://127.0.0.1:99999999999/x",
            "http://127.0.0.1:-1/x",
            "http://127.0.0.1:0/x",
            "http://a:b@127.0.0.1/x",
            "http://256.256.256.256/",
            "http://[::1]:99999/",
            "http://[1",
            "http://xn--\u00fc.test/",
            "http://" + "a".repeat(300) + ".test/",
            "http://a..b.test/",
            "http://\u202Emoc.test/",
            "HTTP://127.0.0.1:1/",
            "file:///etc/passwd",
            "ftp://127.0.0.1/",
            "data:text/plain,hello",
            "javascript:alert(1)",
            "mailto:a@example.test",
            "http://127.0.0.1:1/" + BadPayloads.noise(100_000)),
        Stream.of(
            "https://%", "http://127.0.0.1:1/%zz", "http://127.0.0.1:1/a b", "\uFEFFhttp://x"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void fetchesOrReportsAMalformedFile(String name) throws IOException {
    next = ANSWERS.get(name);
    // more often than the maximum number of connections to one host
    int times = name.startsWith("moved") || name.startsWith("status") ? 110 : 3;
    for (int i = 0; i < times; i++) {
      fetch(() -> genesys.open(remote(url() + "/file"), desk()));
    }
    fetch(() -> cloud.open(remote(url() + "/file"), channel()));
    fetch(() -> cloud.open(new MediaRef.Remote("12", null, null, null), channel()));
    assertNextFileIsFetched();
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void reportsAnInvalidAddress(String address) throws IOException {
    fetch(() -> genesys.open(remote(address), desk()));
    fetch(() -> cloud.open(remote(address), channel()));
    assertNextFileIsFetched();
  }

  /** An invalid address is not retried. */
  @Test
  void refusesAnInvalidPort() {
    for (String address : new String[] {"http://127.0.0.1:99999/x", "http://127.0.0.1:65536/"}) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> genesys.open(remote(address), desk()))
          .isInstanceOf(MediaUnavailable.class);
    }
  }

  private void assertNextFileIsFetched() throws IOException {
    next = GOOD;
    try (var file = genesys.open(remote(url() + "/file"), desk())) {
      assertThat(file.stream().readAllBytes()).isEqualTo("abc".getBytes());
    } catch (MediaUnavailable e) {
      throw new AssertionError(e);
    }
  }

  interface Opening {
    MediaBytes.Opened open() throws MediaUnavailable, IOException;
  }

  private static void fetch(Opening opening) {
    try (var file = opening.open()) {
      assertThat(file.stream().readNBytes(10_000)).hasSizeLessThanOrEqualTo(10_000);
    } catch (MediaUnavailable | IOException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2_000).doesNotContain("token-");
    }
  }

  private static MediaRef.Remote remote(String url) {
    return new MediaRef.Remote(null, url, null, null);
  }

  private Context desk() {
    return Given.context(Given.organization(URI.create(url()), "i"), tokens);
  }

  private Context channel() {
    return Given.context(Given.number(URI.create(url())), tokens);
  }
}
