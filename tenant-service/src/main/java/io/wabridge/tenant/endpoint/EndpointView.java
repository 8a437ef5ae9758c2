package io.wabridge.tenant.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.connector.Limits;
import io.wabridge.tenant.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel or desk in the public API, without secrets.
 *
 * @param externalId the product's own id of it; absent until it is known
 * @param settings the entered values and defaults; a list field as a list
 * @param secrets the names of the secrets that are set
 * @param moreCredentials the values of further credentials
 * @param limits its own; for absent ones the connector's apply
 * @param statusSince when the status became what it is
 * @param refusal why the other side refuses all its credentials; its status is then FAILING
 * @param cause the first check that failed
 * @param checkedAt when it was checked last; absent: never
 * @param firstHeardAt when the product first called its address; absent: never
 * @param lastHeardAt when the product called last, to the minute
 * @param webhookUrl where the product sends its webhooks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointView(
    String id,
    String tenantId,
    String name,
    String kind,
    @Nullable String externalId,
    Map<String, Object> settings,
    Set<String> secrets,
    List<Map<String, Object>> moreCredentials,
    Limits limits,
    Connection status,
    Instant statusSince,
    @Nullable String refusal,
    @Nullable String cause,
    @Nullable Instant checkedAt,
    @Nullable Instant firstHeardAt,
    @Nullable Instant lastHeardAt,
    String webhookUrl) {}
