/** Clients of the three memories: who (tenants), who may (tokens), what was said (ledger). */
@NullMarked
package io.wabridge.kit.client;

import org.jspecify.annotations.NullMarked;
