package io.wabridge.tenant.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.ConflictException;
import io.wabridge.model.Language;
import io.wabridge.tenant.ApiPage;
import io.wabridge.tenant.ConfigurationChanged;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public API of tenants. */
@RestController
@RequestMapping("/api/v1/tenants")
@Tag(name = "Tenants")
class TenantController {

  /** Ten years, in days. */
  private static final int MAX_HISTORY = 3650;

  /**
   * A new tenant.
   *
   * @param language of the bridge's own words: en, es or pt; absent: en
   * @param historyDays how long the contents of its messages are kept; 0: not at all; absent: 90
   * @param keepDeleted whether contents stay that their senders deleted; absent: true
   * @param searchable whether contents can be found by their words; absent: true
   * @param mediaDays how long files are kept, at least a week; absent or -1: as long as contents
   * @param parkedDays how long parked envelopes are kept; absent: 90
   */
  record NewTenant(
      @NotBlank @Size(max = 200) String name,
      @Nullable Language language,
      @Nullable @Min(0) @Max(MAX_HISTORY) Integer historyDays,
      @Nullable Boolean keepDeleted,
      @Nullable Boolean searchable,
      @Nullable @Min(-1) @Max(MAX_HISTORY) Integer mediaDays,
      @Nullable @Min(1) @Max(MAX_HISTORY) Integer parkedDays) {}

  /**
   * A change; absent fields stay unchanged.
   *
   * @param language of the bridge's own words: en, es or pt
   * @param quotaPerSecond the quota of its webhooks; 0 restores the default of the settings
   * @param historyDays how long the contents of its messages are kept; 0: not at all
   * @param keepDeleted whether contents stay that their senders deleted
   * @param searchable whether contents can be found by their words
   * @param mediaDays how long files are kept, at least a week; -1: as long as contents
   * @param parkedDays how long parked envelopes are kept
   */
  record TenantChange(
      @Nullable @Size(min = 1, max = 200) String name,
      Tenant.@Nullable Status status,
      @Nullable Language language,
      @Nullable @Min(0) @Max(100_000) Integer quotaPerSecond,
      @Nullable @Min(0) @Max(MAX_HISTORY) Integer historyDays,
      @Nullable Boolean keepDeleted,
      @Nullable Boolean searchable,
      @Nullable @Min(-1) @Max(MAX_HISTORY) Integer mediaDays,
      @Nullable @Min(1) @Max(MAX_HISTORY) Integer parkedDays) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TenantView(
      String id,
      String name,
      Tenant.Status status,
      Language language,
      @Nullable Integer quotaPerSecond,
      int historyDays,
      boolean keepDeleted,
      boolean searchable,
      @Nullable Integer mediaDays,
      int parkedDays,
      Instant createdAt) {
    static TenantView of(Tenant tenant) {
      return new TenantView(
          tenant.id(),
          tenant.name(),
          tenant.status(),
          tenant.language(),
          tenant.quotaPerSecond(),
          tenant.history().days(),
          tenant.history().keepDeleted(),
          tenant.history().searchable(),
          tenant.retention().mediaDays(),
          tenant.retention().parkedDays(),
          tenant.createdAt());
    }
  }

  private final Tenants tenants;
  private final ApplicationEventPublisher events;

  TenantController(Tenants tenants, ApplicationEventPublisher events) {
    this.tenants = tenants;
    this.events = events;
  }

  @GetMapping
  @Operation(summary = "All tenants, in the order of their creation")
  ApiPage<TenantView> list(
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var size = ApiPage.within(limit);
    return ApiPage.of(
        tenants.findByIdGreaterThanOrderById(cursor, Limit.of(size + 1)),
        size,
        TenantView::of,
        Tenant::id);
  }

  @GetMapping("/{tenantId}")
  @Operation(summary = "One tenant")
  TenantView get(@PathVariable String tenantId) {
    return TenantView.of(tenants.get(tenantId));
  }

  @PostMapping
  @Transactional
  @Operation(summary = "Creates a tenant")
  ResponseEntity<TenantView> create(@Valid @RequestBody NewTenant request) {
    if (tenants.existsByName(request.name())) {
      throw new ConflictException("There is already a tenant named " + request.name() + ".");
    }
    var tenant = new Tenant(request.name());
    if (request.language() != null) {
      tenant.speak(request.language());
    }
    keepHistory(tenant, request.historyDays(), request.keepDeleted(), request.searchable());
    retain(tenant, request.mediaDays(), request.parkedDays());
    tenants.save(tenant);
    return ResponseEntity.created(URI.create("/api/v1/tenants/" + tenant.id()))
        .body(TenantView.of(tenant));
  }

  @PatchMapping("/{tenantId}")
  @Transactional
  @Operation(summary = "Renames, suspends or resumes a tenant, sets its language, quota or history")
  TenantView change(@PathVariable String tenantId, @Valid @RequestBody TenantChange request) {
    var tenant = tenants.get(tenantId);
    if (request.name() != null) {
      tenant.rename(request.name());
    }
    if (request.status() != null) {
      tenant.changeStatus(request.status());
    }
    if (request.language() != null) {
      tenant.speak(request.language());
    }
    var quota = request.quotaPerSecond();
    if (quota != null) {
      tenant.setQuota(quota == 0 ? null : quota);
    }
    keepHistory(tenant, request.historyDays(), request.keepDeleted(), request.searchable());
    retain(tenant, request.mediaDays(), request.parkedDays());
    events.publishEvent(new ConfigurationChanged(tenantId));
    return TenantView.of(tenant);
  }

  private static void keepHistory(
      Tenant tenant,
      @Nullable Integer days,
      @Nullable Boolean keepDeleted,
      @Nullable Boolean searchable) {
    if (days != null) {
      tenant.keepHistory(days);
    }
    if (keepDeleted != null) {
      tenant.keepDeleted(keepDeleted);
    }
    if (searchable != null) {
      tenant.setSearchable(searchable);
    }
  }

  private static void retain(
      Tenant tenant, @Nullable Integer mediaDays, @Nullable Integer parkedDays) {
    if (mediaDays != null) {
      tenant.keepMedia(mediaDays < 0 ? null : mediaDays);
    }
    if (parkedDays != null) {
      tenant.keepParked(parkedDays);
    }
  }
}
