/** A stand-in of Genesys Cloud Open Messaging with an agent desktop. */
@NullMarked
package io.wabridge.sandbox.genesys;

import org.jspecify.annotations.NullMarked;
