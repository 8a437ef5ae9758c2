package io.wabridge.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How one original names its operations and words its errors. */
public interface FaultFormat {
  /** The name of the operation a request asks for, or null when faults do not apply to it. */
  @Nullable String operation(HttpServletRequest request);

  void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
