/** Encrypts again what a platform key encrypted that is being replaced. */
@NullMarked
package io.wabridge.kit.rotation;

import org.jspecify.annotations.NullMarked;
