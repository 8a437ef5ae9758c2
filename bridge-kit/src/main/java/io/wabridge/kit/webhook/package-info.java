/** The intake of webhooks of both sides. */
@NullMarked
package io.wabridge.kit.webhook;

import org.jspecify.annotations.NullMarked;
