package io.wabridge.state.event.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.event.EventForm;
import io.wabridge.kit.ConflictException;
import io.wabridge.kit.NotFoundException;
import io.wabridge.model.Ids;
import io.wabridge.model.TenantId;
import io.wabridge.state.event.EventLog;
import io.wabridge.state.event.EventType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The webhooks of a tenant. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/webhooks")
@Tag(name = "Events")
class WebhookController {

  private static final Set<String> STATES = Set.of("WAITING", "DELIVERED", "REFUSED", "EXPIRED");

  /**
   * What is to be set; in a change, what is absent stays.
   *
   * @param types empty: events of all types
   */
  record WebhookInput(
      @Nullable @Size(max = 2000) String url,
      @Nullable @Size(max = 500) String description,
      @Nullable List<String> types,
      @Nullable Boolean enabled) {}

  /**
   * A webhook.
   *
   * @param disabledReason why the bridge disabled it
   * @param position the last event that was delivered, or waits for it
   * @param secret shown once
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WebhookView(
      String id,
      String url,
      @Nullable String description,
      Set<String> types,
      boolean enabled,
      @Nullable String disabledReason,
      long position,
      Instant createdAt,
      @Nullable String secret) {

    /** The secret does not appear in logs. */
    @Override
    public String toString() {
      return "WebhookView[" + id + "]";
    }
  }

  /** All webhooks of the tenant. */
  record WebhookList(List<WebhookView> items) {}

  /** A new secret, shown once. */
  record NewSecret(String secret) {

    @Override
    public String toString() {
      return "NewSecret[***]";
    }
  }

  /**
   * The answer to test.ping.
   *
   * @param httpStatus absent: there was none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TestResult(boolean delivered, @Nullable Integer httpStatus, @Nullable String detail) {}

  /**
   * What is posted again.
   *
   * @param from the position of the first event
   */
  record ResendOrder(@Positive long from) {}

  /** Deliveries, the newest event first. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeliveryPage(List<Delivery> items, @Nullable String next) {}

  private final Webhooks webhooks;
  private final WebhookSecrets secrets;
  private final Deliveries deliveries;
  private final WebhookPost post;
  private final EventLog events;
  private final OutboundHttp http;

  WebhookController(
      Webhooks webhooks,
      WebhookSecrets secrets,
      Deliveries deliveries,
      WebhookPost post,
      EventLog events,
      OutboundHttp http) {
    this.webhooks = webhooks;
    this.secrets = secrets;
    this.deliveries = deliveries;
    this.post = post;
    this.events = events;
    this.http = http;
  }

  @GetMapping
  @Operation(summary = "The webhooks of the tenant")
  WebhookList list(@PathVariable String tenantId) {
    return new WebhookList(
        webhooks.of(new TenantId(tenantId)).stream().map(one -> view(one, null)).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Posts the tenant's events to an address, from the next one on",
      description =
          "Events are signed as Standard Webhooks says, with the secret of the answer, which is"
              + " shown only now.")
  WebhookView create(@PathVariable String tenantId, @Valid @RequestBody WebhookInput input) {
    var tenant = new TenantId(tenantId);
    var wanted =
        new Webhooks.Wanted(
            url(Objects.requireNonNullElse(input.url(), "")),
            input.description(),
            types(input.types()),
            !Boolean.FALSE.equals(input.enabled()));
    var id = Webhooks.newId();
    var secret = secrets.generate();
    if (!webhooks.create(tenant, id, wanted, secret, events.range(tenant).last())) {
      throw new ConflictException("The tenant has the largest number of webhooks already.");
    }
    return view(find(tenantId, id), secret.reveal());
  }

  @GetMapping("/{webhookId}")
  @Operation(summary = "A webhook")
  WebhookView get(@PathVariable String tenantId, @PathVariable String webhookId) {
    return view(find(tenantId, webhookId), null);
  }

  @PatchMapping("/{webhookId}")
  @Operation(
      summary = "Changes a webhook",
      description =
          "A webhook that is enabled again gets the events that it has missed, as far as they are"
              + " kept.")
  WebhookView update(
      @PathVariable String tenantId,
      @PathVariable String webhookId,
      @Valid @RequestBody WebhookInput input) {
    var before = find(tenantId, webhookId);
    webhooks.update(
        before,
        new Webhooks.Wanted(
            input.url() == null ? before.url() : url(input.url()),
            input.description() == null ? before.description() : input.description(),
            input.types() == null ? before.types() : types(input.types()),
            input.enabled() == null ? before.enabled() : input.enabled()));
    return view(find(tenantId, webhookId), null);
  }

  @DeleteMapping("/{webhookId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Deletes a webhook and the list of its deliveries")
  void delete(@PathVariable String tenantId, @PathVariable String webhookId) {
    webhooks.delete(find(tenantId, webhookId));
  }

  @PostMapping("/{webhookId}/rotate-secret")
  @Operation(
      summary = "Replaces the secret",
      description = "The former one signs, too, for 24 hours; the new one is shown only now.")
  NewSecret rotate(@PathVariable String tenantId, @PathVariable String webhookId) {
    var secret = secrets.generate();
    webhooks.replaceSecret(find(tenantId, webhookId), secret);
    return new NewSecret(secret.reveal());
  }

  @PostMapping("/{webhookId}/test")
  @Operation(summary = "Posts the event test.ping now, also to a disabled webhook")
  TestResult test(@PathVariable String tenantId, @PathVariable String webhookId) {
    var ping = OutsideJson.write(EventForm.ping());
    return switch (post.send(find(tenantId, webhookId), "evt_test_" + Ids.next(), ping)) {
      case WebhookOutcome.Delivered(var status) -> new TestResult(true, status, null);
      case WebhookOutcome.Failed(var status, var detail, var _) ->
          new TestResult(false, status, detail);
      case WebhookOutcome.Refused(var status, var detail) -> new TestResult(false, status, detail);
      case WebhookOutcome.Gone(var status, var detail) -> new TestResult(false, status, detail);
    };
  }

  @PostMapping("/{webhookId}/resend")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Posts all events again, from a position on",
      description = "Each has the webhook-id that it had before.")
  void resend(
      @PathVariable String tenantId,
      @PathVariable String webhookId,
      @Valid @RequestBody ResendOrder order) {
    var webhook = find(tenantId, webhookId);
    var kept = events.range(webhook.tenant());
    if (!kept.continuesAfter(order.from() - 1)) {
      throw new IllegalArgumentException(
          "from is not the position of an event that is kept: these are "
              + kept.first()
              + " to "
              + kept.last()
              + ".");
    }
    deliveries.restart(webhook, order.from() - 1);
  }

  @GetMapping("/{webhookId}/deliveries")
  @Operation(
      summary = "The last deliveries, and those that wait",
      description =
          "state is WAITING, DELIVERED, REFUSED or EXPIRED. What was delivered is shown for a day.")
  DeliveryPage deliveries(
      @PathVariable String tenantId,
      @PathVariable String webhookId,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var webhook = find(tenantId, webhookId);
    if (!state.isEmpty() && !STATES.contains(state)) {
      throw new IllegalArgumentException(
          "The parameter state must be one of: " + String.join(", ", new TreeSet<>(STATES)) + ".");
    }
    if (!cursor.matches("[0-9]{0,18}")) {
      throw new IllegalArgumentException(
          "The parameter cursor must be a value that this list returned.");
    }
    var size = Math.clamp(limit, 1, 200);
    var found =
        deliveries.list(
            webhook,
            state.isEmpty() ? null : state,
            cursor.isEmpty() ? Long.MAX_VALUE : Long.parseLong(cursor),
            size + 1);
    return found.size() > size
        ? new DeliveryPage(found.subList(0, size), String.valueOf(found.get(size - 1).position()))
        : new DeliveryPage(found, null);
  }

  private Webhook find(String tenant, String id) {
    return webhooks
        .find(new TenantId(tenant), id)
        .orElseThrow(() -> new NotFoundException("There is no webhook " + id + "."));
  }

  private static Set<String> types(@Nullable List<String> types) {
    return types == null ? Set.of() : EventType.known(types);
  }

  private URI url(String text) {
    try {
      var url = new URI(text);
      http.check(url);
      return url;
    } catch (AddressRefused e) {
      throw new IllegalArgumentException("url is refused: " + e.getMessage());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url must be an address, as https://example.com/events.");
    }
  }

  private static WebhookView view(Webhook webhook, @Nullable String secret) {
    return new WebhookView(
        webhook.id(),
        webhook.url().toString(),
        webhook.description(),
        new TreeSet<>(webhook.types()),
        webhook.enabled(),
        webhook.disabledReason(),
        webhook.position(),
        webhook.createdAt(),
        secret);
  }
}
