package io.wabridge.suite.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlanTests {

  private final Plan plan =
      Plan.of(
          JsonMapper.shared()
              .readTree(
                  """
                  {"run":"r","tenants":[],"persons":[{"name":"P0","waId":"4477","bsuid":"GB.77"}]}
                  """));

  @Test
  void bothIdsAndWhatDistinguishesChatsBelongToThePerson() {
    assertThat(plan.belongsTo("P0", "4477")).isTrue();
    assertThat(plan.belongsTo("P0", "GB.77")).isTrue();
    assertThat(plan.belongsTo("P0", "4477#channel")).isTrue();
    assertThat(plan.belongsTo("P0", "44771")).isFalse();
    assertThat(plan.belongsTo("P1", "4477")).isFalse();
  }
}
