/**
 * Receives what persons write: checks the signature, takes the webhook apart, and answers 200 only
 * after the broker has confirmed every part. Twin of genesys-webhook-service.
 */
@NullMarked
package io.wabridge.whatsapp.webhook;

import org.jspecify.annotations.NullMarked;
