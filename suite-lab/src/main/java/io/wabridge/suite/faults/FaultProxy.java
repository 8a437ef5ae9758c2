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
 * A TCP proxy between two processes. It can delay, throttle, pause and reset; data that is held
 * during a pause continues afterwards, like with TCP.
 */
final class FaultProxy implements AutoCloseable {

  private static final int CHUNK = 16 * 1024;

  private final String from;
  private final String to;
  private final int target;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition resumed = lock.newCondition();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder affected = new LongAdder();
  private volatile boolean paused;
  private volatile long delayMs;
  private volatile int bytesPerSecond;

  FaultProxy(String from, String to, int target) {
    this.from = from;
    this.to = to;
    this.target = target;
    try {
      listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  String to() {
    return to;
  }

  @Override
  public String toString() {
    return from + " -> " + to;
  }

  /** The number of chunks and connections that a fault has affected since the last call. */
  long affected() {
    return affected.sumThenReset();
  }

  long bytes() {
    return bytes.sum();
  }

  /** No data passes in either direction, not even the end of a connection. */
  void pause() {
    paused = true;
  }

  void delay(long millis) {
    delayMs = millis;
  }

  void throttle(int perSecond) {
    bytesPerSecond = perSecond;
  }

  /** Every connection is reset; new ones work. */
  void reset() {
    for (var socket : open) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // closed meanwhile
      }
      close(socket);
      affected.increment();
    }
    open.clear();
  }

  void restore() {
    delayMs = 0;
    bytesPerSecond = 0;
    lock.lock();
    try {
      paused = false;
      resumed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var near = listener.accept();
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException e) {
        // closed, or temporarily out of file descriptors
      }
    }
  }

  private void connect(Socket near) {
    var far = new Socket();
    open.add(near);
    try {
      awaitResume();
      far.setTcpNoDelay(true);
      near.setTcpNoDelay(true);
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2000);
      open.add(far);
      Thread.ofVirtual().start(() -> forward(near, far, 0));
      forward(far, near, 1);
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

  /**
   * Resets a connection that the target does not accept, so that the caller gets the same error as
   * without the proxy.
   */
  private static void refuse(Socket near) {
    try {
      near.setSoLinger(true, 0);
    } catch (IOException e) {
      // already closed
    }
    close(near);
  }

  private void forward(Socket source, Socket sink, int answers) {
    var buffer = new byte[CHUNK];
    try (source;
        sink) {
      var in = source.getInputStream();
      var out = sink.getOutputStream();
      while (true) {
        var most = bytesPerSecond > 0 ? Math.clamp(bytesPerSecond / 10, 1, CHUNK) : CHUNK;
        var length = in.read(buffer, 0, most);
        awaitResume();
        if (length < 0) {
          return;
        }
        var rate = bytesPerSecond;
        if (rate > 0) {
          affected.increment();
          Thread.sleep(1000L * length / rate);
        }
        if (delayMs > 0 && answers == 1) {
          affected.increment();
          Thread.sleep(delayMs);
        }
        out.write(buffer, 0, length);
        bytes.add(length);
      }
    } catch (IOException e) {
      // the other end has closed: close this one too
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitResume() throws InterruptedException {
    if (!paused) {
      return;
    }
    affected.increment();
    lock.lock();
    try {
      while (paused) {
        resumed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it was already closed
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // it was already closed
    }
    open.forEach(FaultProxy::close);
  }
}
