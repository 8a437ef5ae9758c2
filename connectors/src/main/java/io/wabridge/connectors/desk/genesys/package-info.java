/** Genesys Cloud Open Messaging, both directions (facts as of August 2026). */
@NullMarked
package io.wabridge.connectors.desk.genesys;

import org.jspecify.annotations.NullMarked;
