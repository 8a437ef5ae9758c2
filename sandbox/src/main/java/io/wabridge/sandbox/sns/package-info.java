/** A stand-in of SNS: topics, their subscriptions, and signed notifications. */
@NullMarked
package io.wabridge.sandbox.sns;

import org.jspecify.annotations.NullMarked;
