/** Files and raw webhooks in an S3 store. */
@NullMarked
package io.wabridge.kit.store;

import org.jspecify.annotations.NullMarked;
