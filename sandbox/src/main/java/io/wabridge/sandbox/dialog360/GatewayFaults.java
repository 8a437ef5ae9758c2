package io.wabridge.sandbox.dialog360;

import io.wabridge.sandbox.FaultFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Names 360dialog's operations ("360dialog-messages") and words the planned refusals. */
final class GatewayFaults implements FaultFormat {
  @Override
  public String operation(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.startsWith(Dialog360Facade.BASE + "/whatsapp_business/attachments")) {
      return "360dialog-download";
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    return "360dialog-" + (last.matches("\\d+") ? "lookup" : last);
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = Integer.parseInt(kind);
    switch (status) {
      case 401 -> Gateway.UNKNOWN_KEY.write(response);
      case 402 ->
          new GatewayException(400, "API has been disabled due to lack of payment").write(response);
      case 403 -> Gateway.BLOCKED_PATH.write(response);
      case 429 -> GatewayException.RATE_LIMIT.write(response);
      default -> new GatewayException(status, "Planned by the sandbox").write(response);
    }
  }
}
