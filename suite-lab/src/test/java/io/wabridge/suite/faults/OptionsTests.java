package io.wabridge.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.suite.faults.agent.Safeguard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionsTests {

  @Test
  void disabledMechanismConfiguresServicesAndFaults() {
    var options = Options.of("--without", "confirms");
    assertThat(options.settings(Services.STATE).get("JDK_JAVA_OPTIONS"))
        .startsWith("\"-javaagent:")
        .endsWith("=without=confirms\"");
    assertThat(options.only()).contains("F1");
    assertThat(options.length()).isEqualTo(Options.Length.SHORT);
  }

  @Test
  void disablesNoMechanismByDefault() {
    assertThat(Options.of("--short").settings(Services.STATE)).isEmpty();
    assertThat(Options.of("--short").only()).isEmpty();
  }

  @Test
  void selectedFaultsOverrideTheMechanismsFaults() {
    assertThat(Options.of("--only", "F3", "--without", "order").only()).containsExactly("F3");
  }

  @Test
  void errorListsKnownMechanisms() {
    assertThatThrownBy(() -> Options.of("--without", "luck"))
        .hasMessageContaining("luck")
        .hasMessageContaining("dedupe");
  }

  @Test
  void modesHaveADefaultCount() {
    assertThat(Options.of("--ambiguous").count()).isEqualTo(10_000);
    assertThat(Options.of("--ambiguous", "500").count()).isEqualTo(500);
    assertThat(Options.of("--replay", "--seed", "7").count()).isEqualTo(1000);
    assertThat(Options.of("--fair").mode()).isEqualTo(Options.Mode.FAIR);
  }

  @Test
  void onlyAShortRunWithoutSelectionBeginsWithTheBroker() {
    assertThat(Options.of("--short").beginsWithBroker()).isTrue();
    assertThat(Options.of("--quick").beginsWithBroker()).isFalse();
    assertThat(Options.of("--without", "order").beginsWithBroker()).isFalse();
  }

  @Test
  void tenantsAreAtAllKindsOfDesksUnlessAMechanismIsSwitchedOff() {
    assertThat(Options.of("--quick").desks()).containsExactly(DeskKind.values());
    assertThat(Options.of("--desks", "api,genesys").desks())
        .containsExactly(DeskKind.API, DeskKind.GENESYS);
    assertThat(Options.of("--without", "order").desks()).containsExactly(DeskKind.GENESYS);
    assertThat(Options.of("--fair").desks()).containsExactly(DeskKind.GENESYS);
    assertThatThrownBy(() -> Options.of("--desks", "genesys,mail"))
        .hasMessageContaining("mail")
        .hasMessageContaining("chatwoot");
    assertThatThrownBy(() -> Options.of("--replay", "--desks", "api"))
        .hasMessageContaining("--desks");
  }

  @ParameterizedTest
  @EnumSource(Without.class)
  void everyMechanismHasASafeguardAndFaults(Without without) {
    assertThat(without.safeguard()).isNotNull();
    assertThat(without.faults()).isNotEmpty().allSatisfy(fault -> FaultCatalog.of(fault));
  }

  @Test
  void everySafeguardCanBeDisabled() {
    assertThat(Without.values()).hasSameSizeAs(Safeguard.values());
  }

  @Test
  void onlyAQuickRunWithoutSelectionBeginsWithTheRoughWorld() {
    assertThat(Options.of("--quick").beginsWithRoughWorld()).isTrue();
    assertThat(Options.of("--quick", "--only", "F1").beginsWithRoughWorld()).isFalse();
    assertThat(Options.of("--short").beginsWithRoughWorld()).isFalse();
    assertThat(FaultCatalog.defaults(Options.Length.QUICK))
        .noneMatch(entry -> FaultCatalog.isRoughWorld(entry.code()));
    assertThat(FaultCatalog.defaults(Options.Length.LONG))
        .anyMatch(entry -> FaultCatalog.isRoughWorld(entry.code()));
  }

  @Test
  void filesAreWaitedForShortlyUnlessAMechanismIsSwitchedOff() {
    assertThat(Options.of("--quick").settings(Services.INBOUND))
        .containsEntry("BRIDGE_MEDIA_PATIENCE", "5s");
    assertThat(Options.of("--without", "order").settings(Services.INBOUND))
        .doesNotContainKey("BRIDGE_MEDIA_PATIENCE");
    assertThat(Options.of("--without", "order").changingIds()).isFalse();
    assertThat(Options.of("--short").changingIds()).isTrue();
  }
}
