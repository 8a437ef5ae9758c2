package io.wabridge.kit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service there can be: what the kit gives, and a door to knock at. */
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

    @PostMapping("/api/v1/questions")
    Question ask(@Valid @RequestBody Question question) {
      return switch (question.name()) {
        case "nobody" -> throw new NotFoundException("There is no nobody.");
        case "twice" -> throw new ConflictException("It is there already.");
        case "wrong" -> throw new IllegalArgumentException("This is wrong.");
        default -> question;
      };
    }
  }
}
