package io.wabridge.state.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.access.Caller;
import io.wabridge.kit.audit.AuditTrail;
import io.wabridge.kit.audit.NotAudited;
import io.wabridge.model.Content;
import io.wabridge.model.Origin;
import io.wabridge.model.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/**
 * Shows an operator what one message says, for a reason: who, which message and why is in the audit
 * log, which the tenant's admins read, before anything is shown.
 */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/messages/{messageId}/reveal")
@Tag(name = "Conversations")
class RevealController {

  private static final int LONGEST_REASON = 300;

  /**
   * Why the message is read.
   *
   * @param reason such as the number of a case; no personal data
   */
  record Reveal(@NotBlank @Size(max = LONGEST_REASON) String reason) {}

  /**
   * What the message says.
   *
   * @param origin absent: the person's or agent's own words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Revealed(String messageId, Content content, @Nullable Origin origin) {

    /** Contains what was said: it does not appear in logs. */
    @Override
    public String toString() {
      return "Revealed[" + messageId + "]";
    }
  }

  private final KeptMessages messages;
  private final AuditTrail trail;

  RevealController(KeptMessages messages, AuditTrail trail) {
    this.messages = messages;
    this.trail = trail;
  }

  @PostMapping
  @Operation(summary = "What one message says, for an operator; the reason is in the audit log")
  Revealed reveal(
      @PathVariable String tenantId,
      @PathVariable String messageId,
      @Valid @RequestBody Reveal request,
      @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
    try {
      trail.add(
          AuditTrail.Entry.of(
              caller, tenantId, "message.revealed", "message:" + messageId, request.reason()));
    } catch (RestClientException e) {
      throw new NotAudited(e);
    }
    var message = messages.read(new TenantId(tenantId), List.of(messageId)).get(messageId);
    if (message == null || message.content() == null) {
      throw new NotFoundException("The content of message " + messageId + " is not kept.");
    }
    return new Revealed(messageId, message.content(), message.origin());
  }
}
