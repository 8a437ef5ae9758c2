package io.wabridge.testkit;

/** bridge-model keeps the house rules; the module itself cannot depend on testkit. */
class ModelHouseRulesTests implements HouseRules {}
