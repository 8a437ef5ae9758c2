/**
 * The stand-in of a system that is connected by API: it verifies every event, and answers persons
 * through the public API.
 */
@NullMarked
package io.wabridge.sandbox.api;

import org.jspecify.annotations.NullMarked;
