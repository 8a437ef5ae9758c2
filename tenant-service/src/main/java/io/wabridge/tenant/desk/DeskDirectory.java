package io.wabridge.tenant.desk;

import org.springframework.stereotype.Component;

/** What other features may ask about desks. */
@Component
public class DeskDirectory {

  private final Desks desks;

  DeskDirectory(Desks desks) {
    this.desks = desks;
  }

  public boolean has(String tenantId, String deskId) {
    return desks.existsByTenantIdAndId(tenantId, deskId);
  }
}
