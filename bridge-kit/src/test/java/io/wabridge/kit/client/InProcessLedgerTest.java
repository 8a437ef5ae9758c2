package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.kit.telemetry.Traces;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.client.HttpServerErrorException;

class InProcessLedgerTest {

  private static final int PORT = 3;
  private static final List<BatchLedgerApi.Tell> NONE = List.of();

  private final AtomicReference<RuntimeException> trouble = new AtomicReference<>();
  private final BatchLedgerApi near = answering(true);
  private final BatchLedgerApi far = answering(false);

  private BatchLedgerApi answering(boolean isNear) {
    return (BatchLedgerApi)
        Proxy.newProxyInstance(
            BatchLedgerApi.class.getClassLoader(),
            new Class<?>[] {BatchLedgerApi.class},
            (_, _, _) -> {
              if (isNear && trouble.get() != null) {
                throw trouble.get();
              }
              return List.of(isNear);
            });
  }

  private List<Boolean> asked(String address) {
    return new InProcessLedger(URI.create(address), far, Traces.off("stage"))
        .markDesksNotified(NONE);
  }

  private void open() {
    InProcessLedger.register(PORT, near, Traces.off("state-manager"));
  }

  @AfterEach
  void close() {
    InProcessLedger.unregister(PORT);
  }

  @Test
  void callsALedgerInTheSameProcessDirectly() {
    open();

    assertThat(asked("http://127.0.0.1:" + PORT)).containsExactly(true);
    assertThat(asked("http://localhost:" + PORT)).containsExactly(true);
  }

  @Test
  void callsARemoteLedgerOverHttp() {
    assertThat(asked("http://127.0.0.1:" + PORT)).containsExactly(false);
    open();
    assertThat(asked("http://127.0.0.1:" + (PORT + 1))).containsExactly(false);
    assertThat(asked("http://state-manager:" + PORT)).containsExactly(false);
    InProcessLedger.unregister(PORT);
    assertThat(asked("http://127.0.0.1:" + PORT)).containsExactly(false);
  }

  @Test
  void repeatsAFailedDirectCallOverHttpToGetTheError() {
    open();
    trouble.set(new IllegalStateException("something else"));

    assertThat(asked("http://127.0.0.1:" + PORT)).containsExactly(false);
  }

  @Test
  void doesNotRepeatACallWhenTheDatabaseIsUnavailable() {
    open();
    trouble.set(new DataAccessResourceFailureException("no connection"));

    assertThatThrownBy(() -> asked("http://127.0.0.1:" + PORT))
        .isInstanceOf(HttpServerErrorException.ServiceUnavailable.class);
  }
}
