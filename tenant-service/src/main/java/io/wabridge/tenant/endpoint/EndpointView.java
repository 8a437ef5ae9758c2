package io.wabridge.tenant.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.connector.Limits;
import io.wabridge.tenant.Connection;
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
 * @param refusal why the other side refuses all its credentials; its status is then FAILING
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
    @Nullable String refusal,
    String webhookUrl) {}
