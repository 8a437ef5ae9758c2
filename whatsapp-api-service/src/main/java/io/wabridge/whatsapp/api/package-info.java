/**
 * Delivers to the person: messages of agents, and read marks. The counterpart is
 * genesys-api-service.
 */
@NullMarked
package io.wabridge.whatsapp.api;

import org.jspecify.annotations.NullMarked;
