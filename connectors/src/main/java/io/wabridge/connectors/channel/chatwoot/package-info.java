/**
 * A WhatsApp number that is connected to Chatwoot itself: the webhooks of the account tell what is
 * said in its inbox, and nothing is ever sent.
 */
@NullMarked
package io.wabridge.connectors.channel.chatwoot;

import org.jspecify.annotations.NullMarked;
