/** A stand-in of WhatsApp Cloud (Meta's Graph API) with a phone to hold in the hand. */
@NullMarked
package io.wabridge.sandbox.whatsapp;

import org.jspecify.annotations.NullMarked;
