/** A stand-in of WhatsApp Cloud (Meta's Graph API) with a phone. */
@NullMarked
package io.wabridge.sandbox.whatsapp;

import org.jspecify.annotations.NullMarked;
