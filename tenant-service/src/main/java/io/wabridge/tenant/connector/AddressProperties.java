package io.wabridge.tenant.connector;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which outside addresses tenants may enter.
 *
 * @param allowExplicitAddresses whether a tenant may set the operator's fields; off, because with
 *     them a tenant could make this server call any address
 */
@ConfigurationProperties("bridge.outside")
record AddressProperties(@DefaultValue("false") boolean allowExplicitAddresses) {}
