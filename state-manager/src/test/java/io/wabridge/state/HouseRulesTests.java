package io.wabridge.state;

import io.wabridge.testkit.ServiceRules;

/** state-manager keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
