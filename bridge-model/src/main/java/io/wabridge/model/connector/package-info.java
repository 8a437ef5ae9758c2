/**
 * The contract between the bridge and a connector: the calls to every outside product, and their
 * data. It is independent of any product.
 */
@NullMarked
package io.wabridge.model.connector;

import org.jspecify.annotations.NullMarked;
