/**
 * Amazon Connect: a chat contact for each conversation, whose agents' side arrives as notifications
 * of an SNS topic.
 */
@NullMarked
package io.wabridge.connectors.desk.connect;

import org.jspecify.annotations.NullMarked;
