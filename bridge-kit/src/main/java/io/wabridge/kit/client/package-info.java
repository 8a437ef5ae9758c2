/** Clients of the three core services: tenants, tokens and the ledger. */
@NullMarked
package io.wabridge.kit.client;

import org.jspecify.annotations.NullMarked;
