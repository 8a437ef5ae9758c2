package io.wabridge.sandbox.twilio;

import com.twilio.constant.EnumConstants;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Twilio's own client calls the stand-in: it has no setting for an address. */
final class VendorClient extends HttpClient {

  private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
  private final String base;

  VendorClient(String base) {
    this.base = base;
  }

  @Override
  public Response makeRequest(Request request) {
    String url = request.constructURL().toString().replaceFirst("https://[^/]+", base);
    boolean json = request.getContentType() == EnumConstants.ContentType.JSON;
    boolean posts = request.getMethod() == com.twilio.http.HttpMethod.POST;
    HttpRequest.Builder call =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", request.getAuthString());
    if (posts) {
      call.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
    }
    String body = json ? request.getBody() : request.encodeFormBody();
    call.method(
        request.getMethod().toString(),
        posts ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
    try {
      HttpResponse<String> answer = http.send(call.build(), HttpResponse.BodyHandlers.ofString());
      return new Response(answer.body(), answer.statusCode());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
