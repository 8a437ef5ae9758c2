package io.wabridge.kit;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.kit.lane.EnvelopeCodec;
import io.wabridge.model.Contract;
import tools.jackson.databind.json.JsonMapper;

/** Any bytes in a lane, with any contract, are either an envelope or unreadable. */
class EnvelopeFuzzTests {

  private static final EnvelopeCodec CODEC =
      new EnvelopeCodec(
          JsonMapper.builder()
              .changeDefaultPropertyInclusion(
                  value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
              .build());

  @FuzzTest(maxDuration = "10m")
  void envelope(FuzzedDataProvider data) {
    String contract = data.pickValue(Contract.values()).contractName();
    try {
      CODEC.read(contract, data.consumeRemainingAsBytes());
    } catch (EnvelopeCodec.Unreadable e) {
      // the only exception allowed
    }
  }
}
