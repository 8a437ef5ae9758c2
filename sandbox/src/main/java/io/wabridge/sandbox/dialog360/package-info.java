/**
 * A stand-in of 360dialog in front of the stand-in of WhatsApp: its gateway, its webhooks, its
 * refusals. The phones are WhatsApp's.
 */
@NullMarked
package io.wabridge.sandbox.dialog360;

import org.jspecify.annotations.NullMarked;
