package io.wabridge.tenant.endpoint;

import io.wabridge.tenant.connector.EnteredFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The common fields of requests about channels and desks. Absent is null. */
interface EndpointInput {

  @Nullable String name();

  @Nullable String kind();

  @Nullable EnteredFields settings();

  @Nullable List<EnteredFields> moreCredentials();

  @Nullable EnteredFields limits();
}
