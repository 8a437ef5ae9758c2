package io.wabridge.kit.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.MediaRef;

/** Counters of files. */
public final class MediaMeters {

  private final Counters bytes;
  private final Counters failures;

  public MediaMeters(MeterRegistry meters) {
    bytes = Metric.MEDIA.counters(meters);
    failures = Metric.MEDIA_FAILURES.counters(meters);
  }

  /** Counts the outcome of a file and returns it. */
  public Content.Media record(Direction direction, Content.Media media) {
    switch (media.file()) {
      case MediaRef.Stored stored -> bytes.add(stored.bytes(), Labels.of(direction));
      case MediaRef.Gone gone -> failures.count(Labels.of(direction), Labels.of(gone.reason()));
      case MediaRef.Remote _, MediaRef.Pending _ -> {}
    }
    return media;
  }
}
