/**
 * Receives what agents reply: checks the signature, splits the webhook, and answers 200 only after
 * the broker has confirmed every part. The counterpart is whatsapp-webhook-service.
 */
@NullMarked
package io.wabridge.genesys.webhook;

import org.jspecify.annotations.NullMarked;
