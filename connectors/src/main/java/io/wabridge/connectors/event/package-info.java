/**
 * Events as outside systems get them: their form, and their signature. The API desk and the
 * webhooks of tenants post the same ones.
 */
@NullMarked
package io.wabridge.connectors.event;

import org.jspecify.annotations.NullMarked;
