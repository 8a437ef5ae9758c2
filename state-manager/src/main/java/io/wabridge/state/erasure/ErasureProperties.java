package io.wabridge.state.erasure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of erasures.
 *
 * @param settle how long an erasure waits, before its certificate, for what was in flight when it
 *     began
 */
@ConfigurationProperties("bridge.erasure")
record ErasureProperties(@DefaultValue("30s") Duration settle) {}
