package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SignatureV4;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Verifies the signatures of calls, in the header or, for the bucket, in the address. */
final class SignedCalls extends OncePerRequestFilter {
  private static final String ACCOUNT = "sandbox.aws.account";
  private static final String BODY = "sandbox.aws.body";

  private final AwsAccounts accounts;
  private final SignatureV4 signatures;

  SignedCalls(AwsAccounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.signatures = new SignatureV4(clock, AwsAccount.REGION, this::secret);
  }

  private @Nullable String secret(String accessKeyId) {
    AwsAccount account = accounts.find(accessKeyId);
    return account == null ? null : account.secretAccessKey();
  }

  /** The account of the access key that signed the call. */
  static AwsAccount account(HttpServletRequest request) {
    return (AwsAccount) request.getAttribute(ACCOUNT);
  }

  static byte[] body(HttpServletRequest request) {
    return (byte[]) request.getAttribute(BODY);
  }

  static JsonNode json(HttpServletRequest request) {
    try {
      JsonNode json = Json.read(body(request));
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      // answered below
    }
    throw new AwsException(400, "SerializationException", "The body is not a JSON object");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI().substring(AwsFacade.BASE.length());
    boolean open = request.getMethod().equals("GET") && (path.equals("/") || path.endsWith(".pem"));
    try {
      if (!open) {
        verify(request, path);
      }
    } catch (SignatureV4.Refused e) {
      new AwsException(403, e.type(), String.valueOf(e.getMessage())).write(request, response);
      return;
    }
    chain.doFilter(request, response);
  }

  private void verify(HttpServletRequest request, String path)
      throws IOException, SignatureV4.Refused {
    String key;
    if (path.equals("/") || path.startsWith("/v1/")) {
      byte[] body = request.getInputStream().readAllBytes();
      request.setAttribute(BODY, body);
      key = signatures.verify(request, body, path.equals("/") ? "sns" : "social-messaging");
    } else {
      key = signatures.verifyAddress(request, "s3");
    }
    request.setAttribute(ACCOUNT, Objects.requireNonNull(accounts.find(key)));
  }
}
