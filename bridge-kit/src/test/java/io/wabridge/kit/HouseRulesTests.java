package io.wabridge.kit;

import io.wabridge.testkit.HouseRules;

/** The kit keeps the house rules. */
class HouseRulesTests implements HouseRules {}
