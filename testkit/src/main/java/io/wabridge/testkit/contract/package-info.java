/**
 * The contract of every connector, as tests: a connector's module extends {@link
 * io.wabridge.testkit.contract.ChannelContract} or {@link
 * io.wabridge.testkit.contract.DeskContract} once for each connector.
 */
@NullMarked
package io.wabridge.testkit.contract;

import org.jspecify.annotations.NullMarked;
