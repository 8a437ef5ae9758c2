package io.wabridge.state.history;

import io.wabridge.model.Content;
import io.wabridge.model.TenantId;

/** Makes the keyed hashes by which contents are found although they are encrypted. */
public interface ContentWords {

  /** Creates the tenant's key if it does not exist, before the transaction that saves a content. */
  void prepare(TenantId tenant);

  /** The hashes of a content's words, in any order and each once. */
  long[] of(TenantId tenant, Content content);
}
