package io.wabridge.whatsapp.api;

import io.wabridge.testkit.ServiceRules;

/** whatsapp-api-service keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
