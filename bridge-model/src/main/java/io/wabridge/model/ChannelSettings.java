package io.wabridge.model;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant entered for one number.
 *
 * @param phoneNumberId the provider's id of the number
 * @param accountId the WhatsApp business account (WABA)
 * @param baseUrl the provider's API, an operator's setting unless explicit addresses are allowed
 * @param apiVersion as "v26.0"
 */
public record ChannelSettings(
    String phoneNumberId,
    @Nullable String accountId,
    URI baseUrl,
    String apiVersion,
    Secret appSecret,
    Secret verifyToken) {}
