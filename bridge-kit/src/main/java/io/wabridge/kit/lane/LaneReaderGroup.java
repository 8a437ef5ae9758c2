package io.wabridge.kit.lane;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** The readers of a stage that reads several queues: one of each kind of endpoint. */
public final class LaneReaderGroup implements SmartLifecycle {

  private final List<LaneReader> readers;

  LaneReaderGroup(List<LaneReader> readers) {
    this.readers = List.copyOf(readers);
  }

  List<LaneReader> readers() {
    return readers;
  }

  @Override
  public void start() {
    readers.forEach(LaneReader::start);
  }

  @Override
  public void stop() {
    readers.parallelStream().forEach(LaneReader::stop);
  }

  @Override
  public boolean isRunning() {
    return readers.stream().anyMatch(LaneReader::isRunning);
  }
}
