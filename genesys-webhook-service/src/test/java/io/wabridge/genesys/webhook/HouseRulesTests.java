package io.wabridge.genesys.webhook;

import io.wabridge.testkit.ServiceRules;

/** genesys-webhook-service keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
