package io.wabridge.testkit;

/** Checks the house rules for bridge-model; the module itself cannot depend on testkit. */
class ModelHouseRulesTests implements HouseRules {}
