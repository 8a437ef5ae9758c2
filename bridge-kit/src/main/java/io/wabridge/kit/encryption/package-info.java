/** Encryption at rest. */
@NullMarked
package io.wabridge.kit.encryption;

import org.jspecify.annotations.NullMarked;
