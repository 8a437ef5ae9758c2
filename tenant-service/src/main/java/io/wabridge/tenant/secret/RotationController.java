package io.wabridge.tenant.secret;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.rotation.KeyRotation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Replaces the platform's key in the tables of tenant-service. */
@RestController
@RequestMapping("/api/v1/keys/tenants")
@Tag(name = "Keys")
class RotationController {

  private final KeyRotation rotation;

  RotationController(KeyRotation rotation) {
    this.rotation = rotation;
  }

  @GetMapping
  @Operation(summary = "How many values older keys have encrypted in the tables of tenant-service")
  KeyRotation.Report report() {
    return rotation.report();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Encrypts them again with the first key, in the background")
  KeyRotation.Report start() {
    rotation.start();
    return rotation.report();
  }
}
