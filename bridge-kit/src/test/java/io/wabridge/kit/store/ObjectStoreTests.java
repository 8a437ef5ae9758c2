package io.wabridge.kit.store;

import static org.awaitility.Awaitility.await;

import io.wabridge.model.Secret;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** A store that is slow for some calls does not block the others. */
class ObjectStoreTests {

  /** More than the five concurrent calls to one host that the HTTP library makes by default. */
  private static final int AT_ONCE = 12;

  @Test
  void allowsManyConcurrentCalls() {
    var well = new CountDownLatch(1);
    try (var s3 =
            StandIn.answering(asked -> {
              well.await(1, TimeUnit.MINUTES);
              return Answer.ok("{}");
            });
        var askers = Executors.newVirtualThreadPerTaskExecutor()) {
      var store =
          new StoreConfiguration()
              .objectStore(
                  new StoreProperties(
                      URI.create(s3.url()),
                      "key",
                      Secret.of("secret"),
                      "us-east-1",
                      null,
                      Duration.ofDays(7),
                      DataSize.ofMegabytes(100),
                      true));
      IntStream.range(0, AT_ONCE)
          .forEach(
              n -> askers.submit(() -> store.get("files", "file" + n, 0, null).readAllBytes()));

      await().atMost(20, TimeUnit.SECONDS).until(() -> s3.asked("/files").size() == AT_ONCE);
      well.countDown();
    }
  }
}
