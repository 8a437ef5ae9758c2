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

/** A wire to a server that can be cut and mended, so that a test sees what a real outage does. */
public final class TcpProxy implements AutoCloseable {

  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile @Nullable ServerSocket door;
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

  /** Every connection breaks, and new ones are refused. */
  public void cut() {
    closeDoor();
    breakConnections();
  }

  /** Every connection breaks; new ones work. */
  public void breakConnections() {
    open.forEach(TcpProxy::close);
    open.clear();
  }

  /** New connections are taken, but nobody answers; those that are open break. */
  public void fallSilent() {
    silent = true;
    breakConnections();
  }

  /** Connections stay open, and nothing gets through any more. */
  public void stall() {
    stalled = true;
  }

  /** Whether anybody is connected. */
  public boolean inUse() {
    return !open.isEmpty();
  }

  public void mend() {
    silent = false;
    stalled = false;
    breakConnections();
    if (door == null) {
      listen(port);
    }
  }

  private int listen(int wanted) {
    try {
      var opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      door = opened;
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
        // closed, or the server refused: the caller sees its connection end
      }
    }
  }

  private void connect(ServerSocket from, Socket near) throws IOException {
    open.add(near);
    if (door != from) { // let in while the door was being closed
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
    if (door != from) {
      close(near);
      close(far);
      return;
    }
    Thread.ofVirtual().start(() -> carry(near, far));
    Thread.ofVirtual().start(() -> carry(far, near));
  }

  private void carry(Socket from, Socket to) {
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

  private void closeDoor() {
    var opened = door;
    door = null;
    if (opened != null) {
      close(opened);
    }
  }

  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      // it was closed already
    }
  }

  @Override
  public void close() {
    cut();
  }
}
