package io.wabridge.kit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The smallest possible service: the kit and a few endpoints. */
@BridgeService
public class KitTestService {

  record Question(@NotBlank String name, @Size(max = 3) String shortName, Integer count) {}

  @RestController
  static class Doors {

    @GetMapping("/internal/hello")
    String inside() {
      return "inside";
    }

    @GetMapping("/webhooks/hello")
    String outside() {
      return "outside";
    }

    @GetMapping("/api/v1/questions/{id}")
    String list(
        @PathVariable String id, Question question, @RequestParam(defaultValue = "1") int limit) {
      return question.name() + " " + limit + " " + question.count();
    }

    @PostMapping("/api/v1/questions/{id}/end")
    String end(@PathVariable String id) {
      return "done";
    }

    @PostMapping("/internal/questions")
    Question inside(@RequestBody Question question) {
      return question;
    }

    @PostMapping("/api/v1/questions")
    Question ask(@Valid @RequestBody Question question) {
      return switch (question.name()) {
        case "missing" -> throw new NotFoundException("There is no such tenant.");
        case "twice" -> throw new ConflictException("It is there already.");
        case "wrong" -> throw new IllegalArgumentException("This is wrong.");
        default -> question;
      };
    }
  }
}
