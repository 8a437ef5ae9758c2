/** The desk side: the contract that every desk's connector fulfils. */
@NullMarked
package io.wabridge.connectors.desk;

import org.jspecify.annotations.NullMarked;
