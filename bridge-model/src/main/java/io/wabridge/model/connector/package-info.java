/**
 * The contract between the bridge and a connector: what every outside product is asked, and the
 * data that travels between them. No product is known here.
 */
@NullMarked
package io.wabridge.model.connector;

import org.jspecify.annotations.NullMarked;
