/** WhatsApp through Twilio: form webhooks with a signature over the address, and its REST API. */
@NullMarked
package io.wabridge.connectors.channel.twilio;

import org.jspecify.annotations.NullMarked;
