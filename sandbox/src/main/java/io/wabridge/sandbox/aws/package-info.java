/**
 * A stand-in of AWS End User Messaging Social in front of the stand-in of WhatsApp: its signed API,
 * a bucket of S3, and the topic to which it publishes. The phones are WhatsApp's.
 */
@NullMarked
package io.wabridge.sandbox.aws;

import org.jspecify.annotations.NullMarked;
