package io.wabridge.tenant.tenant;

import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.RetentionPolicy;
import io.wabridge.model.Ids;
import io.wabridge.model.Language;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A customer of the bridge; owns channels and desks. */
@Entity
@Table(name = "tenants")
public class Tenant {

  /** Whether messages are carried for it. */
  public enum Status {
    ACTIVE,
    SUSPENDED
  }

  @Id private String id = Ids.next();
  private String name = "";

  private @Nullable Integer quotaPerSecond;

  @Enumerated(EnumType.STRING)
  private Status status = Status.ACTIVE;

  @Enumerated(EnumType.STRING)
  private Language language = Language.EN;

  private int historyDays = HistoryPolicy.USUAL.days();
  private boolean keepDeleted = HistoryPolicy.USUAL.keepDeleted();
  private boolean searchable = HistoryPolicy.USUAL.searchable();

  private @Nullable Integer mediaDays = RetentionPolicy.USUAL.mediaDays();
  private int parkedDays = RetentionPolicy.USUAL.parkedDays();

  /** With the precision of the database. */
  private Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);

  protected Tenant() {}

  Tenant(String name) {
    this.name = name;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Status status() {
    return status;
  }

  public @Nullable Integer quotaPerSecond() {
    return quotaPerSecond;
  }

  public Language language() {
    return language;
  }

  public HistoryPolicy history() {
    return new HistoryPolicy(historyDays, keepDeleted, searchable);
  }

  public RetentionPolicy retention() {
    return new RetentionPolicy(mediaDays, parkedDays);
  }

  Instant createdAt() {
    return createdAt;
  }

  void rename(String name) {
    this.name = name;
  }

  /** Null: the default quota of the settings applies. */
  void setQuota(@Nullable Integer quotaPerSecond) {
    this.quotaPerSecond = quotaPerSecond;
  }

  void speak(Language language) {
    this.language = language;
  }

  /** 0: contents of messages are not kept. */
  void keepHistory(int days) {
    this.historyDays = days;
  }

  void keepDeleted(boolean keepDeleted) {
    this.keepDeleted = keepDeleted;
  }

  /** False: contents cannot be found by their words. */
  void setSearchable(boolean searchable) {
    this.searchable = searchable;
  }

  /** Null: as long as the contents of messages. */
  void keepMedia(@Nullable Integer days) {
    this.mediaDays = days;
  }

  void keepParked(int days) {
    this.parkedDays = days;
  }

  void changeStatus(Status status) {
    this.status = status;
  }
}
