package io.wabridge.sandbox;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** Where this stand-in can be reached, known once it listens. */
public class OwnAddress {
  private volatile String base = "";

  @EventListener
  public void listening(WebServerInitializedEvent event) {
    base = "http://127.0.0.1:" + event.getWebServer().getPort();
  }

  public String base() {
    return base;
  }
}
