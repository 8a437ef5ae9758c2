package io.wabridge.gateway.limit;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP for strangers: with limits for the connections of an address and the time of a header. */
public final class LimitedHttp extends Http11NioProtocol {

  private final LimitedEndpoint endpoint;
  private volatile Duration headerPatience = Duration.ofSeconds(10);

  /** Tomcat creates it by its name. */
  public LimitedHttp() {
    this(new LimitedEndpoint());
  }

  private LimitedHttp(LimitedEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  void limit(AddressConnections connections, Duration patience) {
    endpoint.limit(connections);
    this.headerPatience = patience;
  }

  /** What is left of a refused body is read with its limits ({@link LimitedBodies}), or not at all. */
  @Override
  public int getMaxSwallowSize() {
    return 0;
  }

  @Override
  protected Processor createProcessor() {
    return new PatientProcessor(this, getAdapter(), headerPatience);
  }
}
