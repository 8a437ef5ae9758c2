package io.wabridge.gateway;

import io.wabridge.testkit.ServiceRules;

/** api-gateway keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
