/**
 * What the connectors for services of AWS share: signed calls, and notifications of SNS.
 *
 * <p>A connector brings an {@link io.wabridge.connectors.aws.AwsAccess} from its settings, calls
 * through {@link io.wabridge.connectors.aws.AwsHttp}, and gets its webhooks from {@link
 * io.wabridge.connectors.aws.SnsReceiver}.
 */
@NullMarked
package io.wabridge.connectors.aws;

import org.jspecify.annotations.NullMarked;
