/** A stand-in of Chatwoot's application API, API inboxes and webhooks, with an agent desktop. */
@NullMarked
package io.wabridge.sandbox.chatwoot;

import org.jspecify.annotations.NullMarked;
