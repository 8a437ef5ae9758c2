package io.wabridge.outbound;

import io.wabridge.testkit.ServiceRules;

/** outbound-transformer keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
