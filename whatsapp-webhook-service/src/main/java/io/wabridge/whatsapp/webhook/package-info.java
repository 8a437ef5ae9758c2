/**
 * Receives what persons write: checks the signature, splits the webhook, and answers 200 only after
 * the broker has confirmed every part. The counterpart is genesys-webhook-service.
 */
@NullMarked
package io.wabridge.whatsapp.webhook;

import org.jspecify.annotations.NullMarked;
