/** Test support: real local servers, a proxy to simulate outages, stand-ins, house rules. */
@NullMarked
package io.wabridge.testkit;

import org.jspecify.annotations.NullMarked;
