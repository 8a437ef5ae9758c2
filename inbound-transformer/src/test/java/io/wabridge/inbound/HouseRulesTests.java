package io.wabridge.inbound;

import io.wabridge.testkit.ServiceRules;

/** inbound-transformer keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
