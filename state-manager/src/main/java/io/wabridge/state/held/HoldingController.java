package io.wabridge.state.held;

import io.wabridge.kit.lane.Holding;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stores the stages' held envelopes: the server side of {@link Holding}. */
@RestController
@RequestMapping("/internal/held")
class HoldingController {

  private final HeldEnvelopes held;

  HoldingController(HeldEnvelopes held) {
    this.held = held;
  }

  @PostMapping
  void hold(@RequestBody Holding.Held one) {
    held.hold(one);
  }

  @GetMapping
  List<String> conversations(
      @RequestParam String reader, @RequestParam int lane, @RequestParam int lanes) {
    return held.conversations(reader, lane, lanes);
  }

  @GetMapping("/waiting")
  List<Holding.Waiting> waiting(@RequestParam String reader, @RequestParam String conversation) {
    return held.waiting(reader, conversation);
  }

  @Transactional
  @PostMapping("/released")
  public boolean released(@RequestBody Holding.Released released) {
    return held.released(released);
  }

  @PostMapping("/again")
  void again(@RequestBody Holding.Again again) {
    held.again(again);
  }
}
