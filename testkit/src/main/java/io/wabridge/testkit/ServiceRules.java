package io.wabridge.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The house rules of a service: {@code class HouseRulesTests implements ServiceRules {}}. */
public interface ServiceRules extends HouseRules {

  /**
   * Types that other features of the same service may use, by simple name; flat services have none.
   */
  default Set<String> sharedBetweenFeatures() {
    return Set.of();
  }

  @Test
  default void onlyTheApplicationIsPublic() {
    var allowed = sharedBetweenFeatures();
    classes()
        .that()
        .resideInAPackage(getClass().getPackageName() + "..")
        .and()
        .areTopLevelClasses()
        .and(
            describe(
                "are not named as shared between features",
                (JavaClass type) -> !allowed.contains(type.getSimpleName())))
        .and()
        .haveSimpleNameNotEndingWith("Application")
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .notHaveModifier(JavaModifier.PUBLIC)
        .check(bridgeClasses());
  }

  @Test
  default void servicesDoNotUseEachOther() {
    var own = getClass().getPackageName();
    noClasses()
        .that()
        .resideInAPackage(own + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "belong to another service",
                (JavaClass type) ->
                    type.getPackageName().startsWith("io.wabridge.")
                        && !isOf(type, own)
                        && !isOf(type, "io.wabridge.model")
                        && !isOf(type, "io.wabridge.kit")
                        && !isOf(type, "io.wabridge.connectors")))
        .check(bridgeClasses());
  }

  private static boolean isOf(JavaClass type, String root) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }
}
