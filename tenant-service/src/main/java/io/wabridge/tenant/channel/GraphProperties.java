package io.wabridge.tenant.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where WhatsApp's Graph API is, and which version of it we speak. */
@ConfigurationProperties("bridge.whatsapp")
record GraphProperties(String graphUrl, String graphVersion) {}
