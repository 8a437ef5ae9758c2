package io.wabridge.model;

import java.net.URI;

/**
 * What a tenant entered for one desk.
 *
 * @param integrationId the desk's own id of the inbox; empty before it was connected
 */
public record DeskSettings(
    String integrationId,
    URI loginUrl,
    URI apiUrl,
    String clientId,
    Secret clientSecret,
    Secret webhookSecret) {}
