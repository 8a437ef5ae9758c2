package io.wabridge.suite.bench;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A minimal bridge with the same libraries: receives a webhook, publishes it with a confirm,
 * consumes it, posts it to the desk, and acknowledges it. It has no signatures, no state, no order
 * and no retries.
 */
@RestController
@SpringBootConfiguration
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class
})
public class PlainRoute {

  private static final int LANES = 4;
  private static final String QUEUE = "bench.plain.";
  private final AtomicInteger next = new AtomicInteger();
  private final String target =
      "http://127.0.0.1:" + System.getenv("SANDBOX_GENESYS_PORT") + "/plain";
  private final Confirms publisher;
  private final CloseableHttpClient http =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnTotal(400)
                  .setMaxConnPerRoute(400)
                  .build())
          .build();

  public PlainRoute() throws IOException, TimeoutException {
    var connection = broker();
    publisher = new Confirms(connection);
    for (var lane = 0; lane < LANES; lane++) {
      consume(connection, QUEUE + lane);
    }
  }

  static Connection broker() throws IOException, TimeoutException {
    var factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(Integer.parseInt(System.getenv("SPRING_RABBITMQ_PORT")));
    factory.setUsername(System.getenv("SPRING_RABBITMQ_USERNAME"));
    factory.setPassword(System.getenv("SPRING_RABBITMQ_PASSWORD"));
    return factory.newConnection("bench");
  }

  @PostMapping("/webhooks/plain")
  ResponseEntity<String> receive(HttpServletRequest request)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    var body = request.getInputStream().readAllBytes();
    publisher
        .publish(QUEUE + Math.floorMod(next.getAndIncrement(), LANES), body)
        .get(5, TimeUnit.SECONDS);
    return ResponseEntity.ok("");
  }

  private void consume(Connection connection, String queue) throws IOException {
    var channel = connection.createChannel();
    Confirms.declare(channel, queue);
    channel.basicQos(250);
    channel.basicConsume(
        queue,
        false,
        (tag, delivery) ->
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    post(delivery.getBody());
                    synchronized (channel) {
                      channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    }
                  } catch (IOException e) {
                    System.err.println("not delivered: " + e);
                  }
                }),
        tag -> {});
  }

  private void post(byte[] body) throws IOException {
    var post = new HttpPost(target);
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    var status =
        http.execute(
            post,
            answer -> {
              EntityUtils.consume(answer.getEntity());
              return answer.getCode();
            });
    if (status != 200) {
      throw new IOException("HTTP " + status);
    }
  }

  /** Runs until its standard input ends, so that it exits with its parent process. */
  public static void main(String... arguments) throws IOException {
    new SpringApplicationBuilder(PlainRoute.class)
        .bannerMode(Banner.Mode.OFF)
        .properties(
            "spring.config.name=plain",
            "spring.threads.virtual.enabled=true",
            "server.address=127.0.0.1",
            "server.port=0")
        .listeners(
            (ApplicationListener<WebServerInitializedEvent>)
                event -> System.out.println("listening " + event.getWebServer().getPort()))
        .run(arguments);
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }
}
