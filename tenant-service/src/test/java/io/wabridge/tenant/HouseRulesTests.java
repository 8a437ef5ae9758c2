package io.wabridge.tenant;

import io.wabridge.testkit.ServiceRules;
import java.util.Set;

/**
 * tenant-service keeps the house rules. It is the one service that is laid out by feature; these
 * types are what one feature may see of another.
 */
class HouseRulesTests implements ServiceRules {

  @Override
  public Set<String> sharedBetweenFeatures() {
    return Set.of(
        "ApiPage",
        "ChannelAccount",
        "ChannelAccounts",
        "ChannelConditions",
        "ChannelConnected",
        "ConfigurationChanged",
        "Connection",
        "ConnectorCatalog",
        "Credentials",
        "CredentialsForm",
        "EnteredFields",
        "FieldDefaults",
        "FormValidator",
        "LimitsForm",
        "Problems",
        "RoutingDocument",
        "RoutingForm",
        "Tenant",
        "Tenants",
        "TriedMessage",
        "TriedRouting");
  }
}
