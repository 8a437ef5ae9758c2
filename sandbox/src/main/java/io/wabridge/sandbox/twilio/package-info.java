/**
 * A stand-in of Twilio in front of the stand-in of WhatsApp: its API, its signed webhooks, its
 * refusals. The phones are WhatsApp's.
 */
@NullMarked
package io.wabridge.sandbox.twilio;

import org.jspecify.annotations.NullMarked;
