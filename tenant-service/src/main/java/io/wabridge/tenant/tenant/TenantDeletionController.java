package io.wabridge.tenant.tenant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.ConflictException;
import io.wabridge.kit.client.TenantDeletion;
import io.wabridge.tenant.ConfigurationChanged;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/** Deletes a tenant: its keys at once, so that nothing of it can be read, then everything else. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}")
@Tag(name = "Tenants")
class TenantDeletionController {

  private static final Logger log = LoggerFactory.getLogger(TenantDeletionController.class);

  private final Tenants tenants;
  private final JdbcClient db;
  private final List<TenantDeletion> others;
  private final ApplicationEventPublisher events;

  TenantDeletionController(
      Tenants tenants,
      JdbcClient db,
      List<TenantDeletion> others,
      ApplicationEventPublisher events) {
    this.tenants = tenants;
    this.db = db;
    this.others = others;
    this.events = events;
  }

  @DeleteMapping
  @Transactional
  @Operation(
      summary = "Deletes a tenant that has no channels and desks, with everything of it",
      description =
          "Its keys are deleted at once, so that contents, files and raw webhooks are unreadable, in"
              + " backups too. Messages, conversations, files, people and API keys follow; the"
              + " answer's Location shows how far that is. The audit log stays.")
  public ResponseEntity<Void> delete(@PathVariable String tenantId) {
    var tenant = tenants.get(tenantId);
    var left = tenants.endpointNames(tenantId);
    if (!left.isEmpty()) {
      throw new ConflictException(
          "This tenant still has channels or desks: "
              + String.join(", ", left)
              + ". Delete them first.");
    }
    try {
      others.forEach(other -> other.delete(tenantId));
    } catch (RestClientException e) {
      log.atWarn().addKeyValue("tenant", tenantId).log("not deleted: {}", e.getMessage());
      throw new ErrorResponseException(
          HttpStatus.SERVICE_UNAVAILABLE,
          ProblemDetail.forStatusAndDetail(
              HttpStatus.SERVICE_UNAVAILABLE,
              "Another service does not answer. The deletion can be repeated."),
          e);
    }
    db.sql("delete from tenant_credentials where tenant_id = :tenant")
        .param("tenant", tenantId)
        .update();
    tenants.delete(tenant);
    events.publishEvent(new ConfigurationChanged(tenantId));
    return ResponseEntity.accepted().location(URI.create("/api/v1/deletions/" + tenantId)).build();
  }
}
