# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad line: a TCP relay on loopback with a rate, a delay, and an end.

It reads what comes, lets each piece wait for its time, and hands it on.  It counts bytes
and pieces (a piece is what one read() gave: what the server wrote at once)."""
import selectors
import socket
import threading
import time
from collections import deque


class _Way:
    """One direction of one connection."""

    def __init__(self, source, sink):
        self.source, self.sink = source, sink
        self.queue = deque()  # (when, bytes)
        self.clear_at = 0.0   # when the line has carried what was sent so far
        self.open = True


class Relay:
    def __init__(self, port, rate=None, delay=0.0):
        """To 127.0.0.1:port, at rate bytes a second (None: at once), each piece delay
        seconds later."""
        self.rate, self.delay = rate, delay
        self.down_bytes = self.down_pieces = self.up_bytes = self.up_pieces = 0
        self.down_behind = 0  # the most bytes that ever waited for the line to be free
        self.stalled = False
        self._to = port
        self._ways = []
        self._ended = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._wake_read, self._wake_write = socket.socketpair()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stall(self, stalled=True):
        """The line carries nothing, and nobody notices an end."""
        self.stalled = stalled
        self._wake()

    def cut(self):
        """The line is gone: both ends see a reset."""
        for way in list(self._ways):
            way.open = False
            for end in (way.source, way.sink):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               b"\1\0\0\0\0\0\0\0")
        self._wake()

    def close(self):
        self._ended = True
        self._wake()
        self._thread.join()

    def _wake(self):
        self._wake_write.send(b"!")

    def _accept(self):
        client, _ = self._listener.accept()
        try:
            server = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            client.close()
            return
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ways += [_Way(client, server), _Way(server, client)]

    def _take(self, way):
        try:
            data = way.source.recv(65536)
        except OSError:
            data = b""
        now = time.monotonic()
        down = self._ways.index(way) % 2 == 1
        if data:
            if down:
                self.down_bytes += len(data)
                self.down_pieces += 1
            else:
                self.up_bytes += len(data)
                self.up_pieces += 1
        start = max(now, way.clear_at)
        way.clear_at = start + (len(data) / self.rate if self.rate else 0)
        if data and down:
            behind = round((way.clear_at - now) * (self.rate or 0))
            self.down_behind = max(self.down_behind, behind)
        way.queue.append((way.clear_at + self.delay, data))

    def _hand_on(self, way):
        """Send what is due; returns when the next piece is."""
        while way.queue and way.queue[0][0] <= time.monotonic():
            _, data = way.queue.popleft()
            try:
                if data:
                    way.sink.sendall(data)
                else:
                    way.open = False
                    way.sink.shutdown(socket.SHUT_WR)
            except OSError:
                way.open = False
        return way.queue[0][0] if way.queue else None

    def _drop(self):
        """Close pairs of which both ways have ended, or one was cut."""
        for i in range(0, len(self._ways), 2):
            pair = self._ways[i:i + 2]
            if not any(w.open for w in pair) and pair[0].source.fileno() >= 0:
                for way in pair:
                    way.source.close()

    def _run(self):
        while not self._ended:
            due = None
            if not self.stalled:
                times = [t for w in self._ways if w.open
                         if (t := self._hand_on(w)) is not None]
                due = max(0.0, min(times) - time.monotonic()) if times else None
            self._drop()
            with selectors.DefaultSelector() as wait:
                wait.register(self._listener, selectors.EVENT_READ, None)
                wait.register(self._wake_read, selectors.EVENT_READ, None)
                for way in self._ways:
                    if way.open and not self.stalled and way.source.fileno() >= 0 \
                            and (not way.queue or way.queue[-1][1]) \
                            and len(way.queue) < 4096:
                        wait.register(way.source, selectors.EVENT_READ, way)
                for ready, _ in wait.select(due):
                    if ready.fileobj is self._listener:
                        self._accept()
                    elif ready.fileobj is self._wake_read:
                        self._wake_read.recv(64)
                    else:
                        self._take(ready.data)
        for way in self._ways:
            way.source.close()
        self._listener.close()
