/** Limits for callers: connections, requests and refusals of an address, size and rate of bodies. */
@NullMarked
package io.wabridge.gateway.limit;

import org.jspecify.annotations.NullMarked;
