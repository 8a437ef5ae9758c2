/**
 * The door: the only service the outside reaches. Leads webhooks, media links and the public API to
 * the services, checks the admin's token, shows the portal and the API page.
 */
@NullMarked
package io.wabridge.gateway;

import org.jspecify.annotations.NullMarked;
