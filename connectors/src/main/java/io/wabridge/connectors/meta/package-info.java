/**
 * WhatsApp's messages in Meta's format, which all carriers use. A carrier that speaks HTTP extends
 * {@link io.wabridge.connectors.meta.MetaChannel} and brings a {@link
 * io.wabridge.connectors.meta.MetaCarrier}: its addresses, its header, and the authentication of
 * its webhooks.
 */
@NullMarked
package io.wabridge.connectors.meta;

import org.jspecify.annotations.NullMarked;
