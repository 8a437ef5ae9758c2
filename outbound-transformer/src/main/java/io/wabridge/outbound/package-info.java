/**
 * Normalizes what agents replied: understands it, finds the person, keeps the window, takes in the
 * files. Twin of inbound-transformer.
 */
@NullMarked
package io.wabridge.outbound;

import org.jspecify.annotations.NullMarked;
