/** The WhatsApp side: the contract that every provider's connector fulfils. */
@NullMarked
package io.wabridge.connectors.channel;

import org.jspecify.annotations.NullMarked;
