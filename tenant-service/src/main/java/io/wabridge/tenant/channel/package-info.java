/** Channels: one WhatsApp number at one provider each. */
@NullMarked
package io.wabridge.tenant.channel;

import org.jspecify.annotations.NullMarked;
