package io.wabridge.suite.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The line from one part to another. It can be slow, narrow, silent, or break; what is held back
 * while it is silent goes on afterwards, as TCP would do it.
 */
final class Edge implements AutoCloseable {

  private static final int PIECE = 16 * 1024;

  private final String from;
  private final String to;
  private final int target;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition speaking = lock.newCondition();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder disturbed = new LongAdder();
  private volatile boolean silent;
  private volatile long delayMs;
  private volatile int bytesPerSecond;

  Edge(String from, String to, int target) {
    this.from = from;
    this.to = to;
    this.target = target;
    try {
      door = new ServerSocket();
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  String to() {
    return to;
  }

  @Override
  public String toString() {
    return from + " -> " + to;
  }

  /** How many pieces and connections a fault has touched since the last time this was asked. */
  long disturbed() {
    return disturbed.sumThenReset();
  }

  long bytes() {
    return bytes.sum();
  }

  /** Nothing gets through in either direction, not even the end of a connection. */
  void fallSilent() {
    silent = true;
  }

  void delay(long millis) {
    delayMs = millis;
  }

  void narrow(int perSecond) {
    bytesPerSecond = perSecond;
  }

  /** Every connection is reset; new ones work. */
  void reset() {
    for (var socket : open) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // closed in between
      }
      close(socket);
      disturbed.increment();
    }
    open.clear();
  }

  void mend() {
    delayMs = 0;
    bytesPerSecond = 0;
    lock.lock();
    try {
      silent = false;
      speaking.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var near = door.accept();
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException e) {
        // closed, or out of descriptors for a moment
      }
    }
  }

  private void connect(Socket near) {
    var far = new Socket();
    open.add(near);
    try {
      awaitVoice();
      far.setTcpNoDelay(true);
      near.setTcpNoDelay(true);
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2000);
      open.add(far);
      Thread.ofVirtual().start(() -> carry(near, far, 0));
      carry(far, near, 1);
    } catch (IOException e) {
      refuse(near);
      close(far);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(near);
      open.remove(far);
    }
  }

  /** Whom nobody listens to is reset, so that the caller sees what it would see without a wire. */
  private static void refuse(Socket near) {
    try {
      near.setSoLinger(true, 0);
    } catch (IOException e) {
      // closed already
    }
    close(near);
  }

  private void carry(Socket source, Socket sink, int answers) {
    var buffer = new byte[PIECE];
    try (source;
        sink) {
      var in = source.getInputStream();
      var out = sink.getOutputStream();
      while (true) {
        var most = bytesPerSecond > 0 ? Math.clamp(bytesPerSecond / 10, 1, PIECE) : PIECE;
        var length = in.read(buffer, 0, most);
        awaitVoice();
        if (length < 0) {
          return;
        }
        var rate = bytesPerSecond;
        if (rate > 0) {
          disturbed.increment();
          Thread.sleep(1000L * length / rate);
        }
        if (delayMs > 0 && answers == 1) {
          disturbed.increment();
          Thread.sleep(delayMs);
        }
        out.write(buffer, 0, length);
        bytes.add(length);
      }
    } catch (IOException e) {
      // the other end is gone: so is this one
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitVoice() throws InterruptedException {
    if (!silent) {
      return;
    }
    disturbed.increment();
    lock.lock();
    try {
      while (silent) {
        speaking.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it was closed already
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      // it was closed already
    }
    open.forEach(Edge::close);
  }
}
