/** What every connector needs to speak to the outside: webhooks as they came, files, tokens. */
@NullMarked
package io.wabridge.connectors;

import org.jspecify.annotations.NullMarked;
