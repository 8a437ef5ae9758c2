package io.wabridge.auth;

import io.wabridge.testkit.ServiceRules;

/** auth-service keeps the house rules. */
class HouseRulesTests implements ServiceRules {}
