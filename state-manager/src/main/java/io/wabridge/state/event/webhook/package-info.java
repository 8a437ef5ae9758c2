/**
 * Webhooks of tenants: each posts the events of its types, in the order of each conversation, to an
 * address of the tenant.
 */
@NullMarked
package io.wabridge.state.event.webhook;

import org.jspecify.annotations.NullMarked;
