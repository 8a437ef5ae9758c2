package io.wabridge.whatsapp.webhook;

import io.wabridge.testkit.ServiceRules;

/** whatsapp-webhook-service keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
