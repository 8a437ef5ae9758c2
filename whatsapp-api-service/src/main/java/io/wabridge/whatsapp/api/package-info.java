/**
 * Delivers to the person: messages of agents, and the marks that the person's own were read. Twin
 * of genesys-api-service.
 */
@NullMarked
package io.wabridge.whatsapp.api;

import org.jspecify.annotations.NullMarked;
