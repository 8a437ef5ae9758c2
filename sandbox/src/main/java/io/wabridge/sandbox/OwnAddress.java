package io.wabridge.sandbox;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** The public address of this stand-in; known once it listens. */
public class OwnAddress {
  private volatile String base = "";

  @EventListener
  public void listening(WebServerInitializedEvent event) {
    String host = System.getenv().getOrDefault("SANDBOX_HOST", "127.0.0.1");
    base = "http://" + host + ":" + event.getWebServer().getPort();
  }

  public String base() {
    return base;
  }
}
