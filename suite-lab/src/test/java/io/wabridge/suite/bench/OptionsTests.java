package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wabridge.suite.bench.Options.Part;
import org.junit.jupiter.api.Test;

class OptionsTests {

  @Test
  void runsAllPartsByDefault() {
    var options = Options.of();
    assertThat(Part.values()).allMatch(options::wants);
    assertThat(options.statuses()).isTrue();
    assertThat(options.growth()).isFalse();
  }

  @Test
  void runsOnlySelectedParts() {
    var options = Options.of("--quick", "--only", "in,raw");
    assertThat(options.wants(Part.IN)).isTrue();
    assertThat(options.wants(Part.RAW)).isTrue();
    assertThat(options.wants(Part.OUT)).isFalse();
    assertThat(options.seconds()).isLessThan(Options.of().seconds());
  }

  @Test
  void growthAndEnduranceSkipOtherParts() {
    assertThat(Part.values()).noneMatch(Options.of("--growth")::wants);
    assertThat(Part.values()).noneMatch(Options.of("--minutes", "30")::wants);
    assertThat(Options.of("--minutes", "30").perSecond()).isEqualTo(100);
    assertThat(Options.of("--growth", "--only", "in").wants(Part.IN)).isTrue();
    assertThat(Options.of("--growth").totalTenants()).isEqualTo(100);
  }

  @Test
  void rejectsUnknownOptions() {
    assertThatThrownBy(() -> Options.of("--only", "sideways")).hasMessageContaining("sideways");
    assertThatThrownBy(() -> Options.of("--fast")).hasMessageContaining("--fast");
    assertThatThrownBy(() -> Options.of("--seed")).hasMessageContaining("needs a value");
  }
}
