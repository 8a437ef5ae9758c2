package io.wabridge.auth.audit;

import io.wabridge.kit.audit.AuditTrail;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the entries of the other services. */
@RestController
class InternalAuditController {

  private final Audit audit;

  InternalAuditController(Audit audit) {
    this.audit = audit;
  }

  @PostMapping("/internal/audit")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void add(@RequestBody AuditTrail.Entry entry) {
    audit.add(
        new Audit.Entry(
            entry.tenant(),
            entry.actor(),
            entry.action(),
            entry.subject(),
            entry.address(),
            entry.detail()));
  }
}
