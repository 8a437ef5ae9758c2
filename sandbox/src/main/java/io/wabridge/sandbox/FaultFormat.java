package io.wabridge.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The names of a product's operations and the format of its errors. */
public interface FaultFormat {
  /** The operation of a request, or null if faults do not apply to it. */
  @Nullable String operation(HttpServletRequest request);

  /** The credentials' owner, so that a fault can be limited to it; null if it is unknown. */
  default @Nullable String caller(HttpServletRequest request) {
    return null;
  }

  void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
