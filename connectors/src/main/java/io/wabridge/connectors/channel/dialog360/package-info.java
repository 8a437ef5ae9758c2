/** WhatsApp through 360dialog: Meta's messages behind a gateway with an API key for each number. */
@NullMarked
package io.wabridge.connectors.channel.dialog360;

import org.jspecify.annotations.NullMarked;
