package io.wabridge.tenant.template;

import io.wabridge.model.template.Template;
import java.time.Instant;

/** A template with our id of it, and the account that it belongs to. */
record KeptTemplate(String id, String kind, String account, Template template, Instant updatedAt) {}
