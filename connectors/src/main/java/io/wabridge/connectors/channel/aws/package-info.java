/**
 * WhatsApp through AWS End User Messaging Social: Meta's messages in signed calls, files through a
 * bucket of S3, events through a topic of SNS.
 */
@NullMarked
package io.wabridge.connectors.channel.aws;

import org.jspecify.annotations.NullMarked;
