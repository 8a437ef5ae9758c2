/** WhatsApp through Meta's own Cloud API (Graph v20 to v26; facts as of November 2026). */
@NullMarked
package io.wabridge.connectors.channel.cloud;

import org.jspecify.annotations.NullMarked;
