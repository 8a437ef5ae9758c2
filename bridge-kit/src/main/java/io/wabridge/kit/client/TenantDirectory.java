package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.service.annotation.GetExchange;

/** All tenants with their channels and desks, without secrets, for overviews. */
public interface TenantDirectory {

  @GetExchange("/internal/directory")
  List<TenantEntry> tenants();

  /** A tenant with its channels and desks. */
  record TenantEntry(
      String id, String name, String status, List<ChannelEntry> channels, List<DeskEntry> desks) {}

  /** A channel with its state. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelEntry(
      String id,
      String name,
      String kind,
      @Nullable String externalId,
      @Nullable String deskId,
      String status) {}

  /** A desk with its state. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeskEntry(
      String id, String name, String kind, @Nullable String externalId, String status) {}
}
