/**
 * Delivers to the desk: messages of persons, and receipts of the agents' messages. The counterpart
 * is whatsapp-api-service.
 */
@NullMarked
package io.wabridge.genesys.api;

import org.jspecify.annotations.NullMarked;
