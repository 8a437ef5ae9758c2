package io.wabridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A TCP proxy that simulates outages: it can be cut, blocked and restored. */
public final class TcpProxy implements AutoCloseable {

  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile @Nullable ServerSocket listener;
  private volatile boolean silent;
  private volatile boolean stalled;

  private TcpProxy(int targetPort) {
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
    this.port = listen(0);
  }

  public static TcpProxy to(int port) {
    return new TcpProxy(port);
  }

  /** The port to connect to instead of the server's. */
  public int port() {
    return port;
  }

  /** Breaks all connections and refuses new ones. */
  public void cut() {
    closeListener();
    breakConnections();
  }

  /** Breaks all connections; new ones work. */
  public void breakConnections() {
    open.forEach(TcpProxy::close);
    open.clear();
  }

  /** Accepts new connections without an answer; breaks the open ones. */
  public void stopAnswering() {
    silent = true;
    breakConnections();
  }

  /** Connections stay open, but no data passes. */
  public void stall() {
    stalled = true;
  }

  /** Whether a connection is open. */
  public boolean inUse() {
    return !open.isEmpty();
  }

  public void restore() {
    silent = false;
    stalled = false;
    breakConnections();
    if (listener == null) {
      listen(port);
    }
  }

  private int listen(int wanted) {
    try {
      var opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      listener = opened;
      Thread.ofVirtual().start(() -> accept(opened));
      return opened.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        connect(from, from.accept());
      } catch (IOException e) {
        // closed, or the server refused: close the caller's connection
      }
    }
  }

  private void connect(ServerSocket from, Socket near) throws IOException {
    open.add(near);
    if (listener != from) { // accepted while the listener was being closed
      close(near);
      return;
    }
    if (silent) {
      return;
    }
    var far = new Socket();
    try {
      far.connect(target, 1000);
    } catch (IOException e) {
      close(near);
      throw e;
    }
    open.add(far);
    if (listener != from) {
      close(near);
      close(far);
      return;
    }
    Thread.ofVirtual().start(() -> forward(near, far));
    Thread.ofVirtual().start(() -> forward(far, near));
  }

  private void forward(Socket from, Socket to) {
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var piece = new byte[8192];
      for (var length = in.read(piece); length >= 0; length = in.read(piece)) {
        while (stalled) {
          Thread.sleep(20);
        }
        out.write(piece, 0, length);
      }
    } catch (IOException e) {
      // cut
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void closeListener() {
    var opened = listener;
    listener = null;
    if (opened != null) {
      close(opened);
    }
  }

  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      // already closed
    }
  }

  @Override
  public void close() {
    cut();
  }
}
