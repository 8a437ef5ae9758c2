/** The WhatsApp side: the connectors of the providers, and what they share. */
@NullMarked
package io.wabridge.connectors.channel;

import org.jspecify.annotations.NullMarked;
