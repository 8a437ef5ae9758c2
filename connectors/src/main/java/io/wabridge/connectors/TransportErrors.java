package io.wabridge.connectors;

import io.wabridge.model.Reason;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Describes a transport error without repeating addresses or headers. */
final class TransportErrors {

  private TransportErrors() {}

  static String sentence(Throwable trouble) {
    return switch (trouble) {
      case ConnectTimeoutException _ -> "No connection was made in time.";
      case ConnectionRequestTimeoutException _ -> "All connections to this host are in use.";
      case ConnectException _ -> "The connection was refused.";
      case UnknownHostException _ -> "The host name cannot be resolved.";
      case SSLException _ -> "A trusted TLS connection could not be made.";
      case SocketTimeoutException _ -> "No answer came in time.";
      default -> "The connection was lost (" + trouble.getClass().getSimpleName() + ").";
    };
  }

  static Reason reason(Throwable trouble) {
    return switch (trouble) {
      case UnknownHostException _ -> Reason.HOST_UNKNOWN;
      case SSLException _ -> Reason.TLS_FAILED;
      case SocketTimeoutException _ -> Reason.TIMEOUT;
      default -> Reason.UNAVAILABLE;
    };
  }
}
