/**
 * Channels and desks: their common fields are stored, checked and shown in one way; fields of one
 * side are in its own controller. Only the connector interprets its settings.
 */
@NullMarked
package io.wabridge.tenant.endpoint;

import org.jspecify.annotations.NullMarked;
