/**
 * Delivers to the desk: messages of persons, and what became of the agent's own. Twin of
 * whatsapp-api-service.
 */
@NullMarked
package io.wabridge.genesys.api;

import org.jspecify.annotations.NullMarked;
