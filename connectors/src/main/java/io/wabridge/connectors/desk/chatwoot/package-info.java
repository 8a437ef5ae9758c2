/** Chatwoot, by an inbox of the type API: its application API and the inbox' own webhook. */
@NullMarked
package io.wabridge.connectors.desk.chatwoot;

import org.jspecify.annotations.NullMarked;
