/**
 * What the connectors for Chatwoot share: calls of its application API, genuine webhooks, and what
 * its messages contain.
 */
@NullMarked
package io.wabridge.connectors.chatwoot;

import org.jspecify.annotations.NullMarked;
