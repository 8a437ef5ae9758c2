package io.wabridge.auth;

import io.wabridge.testkit.ServiceRules;
import java.util.Set;

/** auth-service keeps the house rules; these types are what one feature may see of another. */
class HouseRulesTests implements ServiceRules {

  @Override
  public Set<String> sharedBetweenFeatures() {
    return Set.of(
        "Attempts",
        "Audit",
        "Links",
        "Passwords",
        "People",
        "Person",
        "Problem",
        "RandomCodes",
        "SecondFactors",
        "Sessions",
        "SignIn",
        "SignInProperties");
  }
}
