package io.wabridge.connectors;

import io.wabridge.testkit.HouseRules;

class HouseRulesTest implements HouseRules {}
