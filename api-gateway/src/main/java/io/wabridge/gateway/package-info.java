/**
 * The gateway: the only public service. Routes webhooks, media links and the public API to the
 * services, checks the admin token, serves the portal and the API page.
 */
@NullMarked
package io.wabridge.gateway;

import org.jspecify.annotations.NullMarked;
