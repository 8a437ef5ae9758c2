package io.wabridge.genesys.api;

import io.wabridge.testkit.ServiceRules;

/** genesys-api-service keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
