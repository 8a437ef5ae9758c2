package io.wabridge.suite;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Receives spans like an OTLP collector over HTTP, and keeps the fields that tests check. */
final class SpanCollector implements AutoCloseable {

  /** The checked fields of a span; parent is empty for the root. */
  record Span(String service, String trace, String id, String parent, String name) {}

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SpanCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          read(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /**
   * Fields of opentelemetry-proto: request.1 resource_spans, .1 resource, .2 scope_spans, .2 spans.
   */
  private void read(byte[] request) throws InvalidProtocolBufferException {
    for (var ofResource : within(UnknownFieldSet.parseFrom(request), 1).toList()) {
      var service =
          within(ofResource, 1)
              .flatMap(resource -> within(resource, 1))
              .filter(attribute -> text(attribute, 1).equals("service.name"))
              .flatMap(attribute -> within(attribute, 2))
              .map(value -> text(value, 1))
              .findFirst()
              .orElse("");
      within(ofResource, 2)
          .flatMap(scope -> within(scope, 2))
          .forEach(span ->
              spans.add(
                  new Span(service, hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5))));
    }
  }

  private static Stream<UnknownFieldSet> within(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().stream().map(SpanCollector::parsed);
  }

  private static UnknownFieldSet parsed(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(UnknownFieldSet message, int field) {
    return bytes(message, field).toStringUtf8();
  }

  private static String hex(UnknownFieldSet message, int field) {
    return HexFormat.of().formatHex(bytes(message, field).toByteArray());
  }

  private static ByteString bytes(UnknownFieldSet message, int field) {
    var values = message.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? ByteString.EMPTY : values.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
