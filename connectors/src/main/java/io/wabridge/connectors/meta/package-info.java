/**
 * WhatsApp's messages in Meta's words, as every carrier of them sends and receives them. A carrier
 * that speaks HTTP extends {@link io.wabridge.connectors.meta.MetaChannel} and brings a {@link
 * io.wabridge.connectors.meta.MetaCarrier}: its addresses, its header, its webhooks' proof.
 */
@NullMarked
package io.wabridge.connectors.meta;

import org.jspecify.annotations.NullMarked;
