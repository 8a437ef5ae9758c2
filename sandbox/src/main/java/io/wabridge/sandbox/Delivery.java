package io.wabridge.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What became of one webhook, for the log. */
public final class Delivery {
  private final Parcel parcel;
  private final Instant createdAt;
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private volatile String state = "pending";

  Delivery(Parcel parcel, Instant createdAt) {
    this.parcel = parcel;
    this.createdAt = createdAt;
  }

  void tried(Attempt attempt) {
    attempts.add(attempt);
  }

  void ended(String how) {
    state = how;
  }

  @JsonProperty
  public String url() {
    return parcel.target().toString();
  }

  @JsonProperty
  public String about() {
    return parcel.about();
  }

  @JsonProperty
  public String body() {
    return new String(parcel.body(), StandardCharsets.UTF_8);
  }

  @JsonProperty
  public Instant createdAt() {
    return createdAt;
  }

  @JsonProperty
  public List<Attempt> attempts() {
    return attempts;
  }

  /** pending, delivered, or gave-up. */
  @JsonProperty
  public String state() {
    return state;
  }
}
