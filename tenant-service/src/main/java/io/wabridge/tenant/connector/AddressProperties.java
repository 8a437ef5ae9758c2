package io.wabridge.tenant.connector;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which outside addresses tenants may enter.
 *
 * @param allowExplicitAddresses whether a tenant may fill in the fields that are the operator's;
 *     off, because they let a tenant make this server call an address of its choice
 */
@ConfigurationProperties("bridge.outside")
record AddressProperties(@DefaultValue("false") boolean allowExplicitAddresses) {}
