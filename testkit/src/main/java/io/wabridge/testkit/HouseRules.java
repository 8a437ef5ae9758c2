package io.wabridge.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Rules for all code of the bridge. A module checks them with one line: {@code class
 * HouseRulesTests implements HouseRules {}}; all classes of the bridge on its class path are
 * checked.
 */
public interface HouseRules {

  String METERS = "io.micrometer.core.instrument.MeterRegistry";
  Set<String> NAMING = Set.of("counter", "gauge", "timer", "summary", "more");

  /** All classes of the bridge that this module sees, without tests. */
  default JavaClasses bridgeClasses() {
    return Imported.CLASSES;
  }

  @Test
  default void onlyBridgeKitUsesRabbitMq() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.wabridge.kit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.rabbitmq..", "org.springframework.amqp..")
        .because("lanes, confirms and order belong in the kit")
        .check(bridgeClasses());
  }

  @Test
  default void modelUsesNoFramework() {
    noClasses()
        .that()
        .resideInAPackage("io.wabridge.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "tools.jackson..", "com.rabbitmq..")
        .check(bridgeClasses());
  }

  /**
   * Code shared by connectors is above their packages, or in the package of their vendor:
   * connectors.meta, connectors.aws, connectors.chatwoot.
   */
  @Test
  default void connectorsDoNotUseEachOther() {
    for (var side : new String[] {"channel", "desk"}) {
      slices()
          .matching("io.wabridge.connectors." + side + ".(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true)
          .check(bridgeClasses());
    }
    noClasses()
        .that()
        .resideInAPackage("io.wabridge.connectors.channel..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.wabridge.connectors.desk..")
        .allowEmptyShould(true)
        .check(bridgeClasses());
    noClasses()
        .that()
        .resideInAPackage("io.wabridge.connectors.desk..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.wabridge.connectors.channel..")
        .allowEmptyShould(true)
        .check(bridgeClasses());
  }

  @Test
  default void sharedConnectorCodeUsesNoConnector() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.wabridge.connectors",
            "io.wabridge.connectors.meta",
            "io.wabridge.connectors.aws",
            "io.wabridge.connectors.chatwoot",
            "io.wabridge.connectors.channel",
            "io.wabridge.connectors.desk")
        .and()
        .doNotHaveSimpleName("ConnectorsConfiguration")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.wabridge.connectors.channel.*..", "io.wabridge.connectors.desk.*..")
        .allowEmptyShould(true)
        .check(bridgeClasses());
  }

  @Test
  default void generalCodeContainsNoVendorName() {
    classes()
        .that()
        .resideInAPackage("io.wabridge..")
        .and()
        .resideOutsideOfPackages(
            "io.wabridge.connectors.meta..",
            "io.wabridge.connectors.aws..",
            "io.wabridge.connectors.chatwoot..",
            "io.wabridge.connectors.channel.*..",
            "io.wabridge.connectors.desk.*..",
            "io.wabridge.sandbox..",
            "io.wabridge.suite..")
        .and()
        .doNotHaveFullyQualifiedName("io.wabridge.connectors.ConnectorsConfiguration")
        .should(new VendorRule())
        .check(bridgeClasses());
  }

  @Test
  default void abuse02_signaturesAreComparedInConstantTime() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Signature")
        .should(callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class))
        .allowEmptyShould(true)
        .check(bridgeClasses());
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Signature")
        .should()
        .callMethod(String.class, "equals", Object.class)
        .orShould()
        .callMethod(String.class, "equalsIgnoreCase", String.class)
        .orShould()
        .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
        .allowEmptyShould(true)
        .check(bridgeClasses());
  }

  @Test
  default void classNamesHaveNoVagueSuffix() {
    noClasses()
        .that()
        .resideInAPackage("io.wabridge..")
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("DTO")
        .orShould()
        .haveSimpleNameEndingWith("Dto")
        .check(bridgeClasses());
  }

  /** So that docs/metrics.md contains all of them. */
  @Test
  default void onlyTheTelemetryPackageDefinesMetrics() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.wabridge.kit.telemetry..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.micrometer\\.core\\.instrument\\..*\\$Builder")
        .orShould()
        .callMethodWhere(
            describe(
                "a meter is named",
                call ->
                    call.getTargetOwner().getName().equals(METERS)
                        && NAMING.contains(call.getName())))
        .check(bridgeClasses());
  }

  /** Read once per JVM. */
  final class Imported {
    static final JavaClasses CLASSES =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/io/wabridge/testkit/"))
            .importPackages("io.wabridge");

    private Imported() {}
  }
}
