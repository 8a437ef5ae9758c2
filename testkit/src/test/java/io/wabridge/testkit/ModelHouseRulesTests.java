package io.wabridge.testkit;

/** The language keeps the house rules; its own module cannot depend on this one. */
class ModelHouseRulesTests implements HouseRules {}
