package io.wabridge.auth;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of sessions and links.
 *
 * @param idle how long a session lives without a person's action
 * @param longest how long it lives at most
 * @param confirmation how long a confirmation by password or code counts
 * @param invitation how long an invitation is valid
 * @param reset how long a link for a new password is valid
 * @param operatorCode how long the code for a new operator is valid
 */
@ConfigurationProperties("bridge.sign-in")
public record SignInProperties(
    @DefaultValue("30m") Duration idle,
    @DefaultValue("12h") Duration longest,
    @DefaultValue("5m") Duration confirmation,
    @DefaultValue("7d") Duration invitation,
    @DefaultValue("24h") Duration reset,
    @DefaultValue("4h") Duration operatorCode) {}
