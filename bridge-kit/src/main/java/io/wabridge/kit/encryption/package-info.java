/** Encryption of what must not be read at rest. */
@NullMarked
package io.wabridge.kit.encryption;

import org.jspecify.annotations.NullMarked;
