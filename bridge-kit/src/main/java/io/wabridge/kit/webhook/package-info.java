/** How webhooks are taken in, whichever side they come from. */
@NullMarked
package io.wabridge.kit.webhook;

import org.jspecify.annotations.NullMarked;
