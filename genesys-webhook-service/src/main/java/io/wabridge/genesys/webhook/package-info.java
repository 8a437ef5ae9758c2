/**
 * Receives what agents reply: checks the signature, takes the webhook apart, and answers 200 only
 * after the broker has confirmed every part. Twin of whatsapp-webhook-service.
 */
@NullMarked
package io.wabridge.genesys.webhook;

import org.jspecify.annotations.NullMarked;
