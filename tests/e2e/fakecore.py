# SPDX-License-Identifier: GPL-3.0-or-later
"""amparo-ssh alone: this file plays amparod and the console for it.

    with Core() as core:
        client = core.ssh("rosa")               # a real ssh client at a terminal
        line = core.line()                      # its amparo-ssh, which has got its key
        line.open()                             # log-in answered, console handed over
        line.frame(b"hello")
        assert line.keys(3) == b"abc"
"""
import fcntl
import os
import pathlib
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import termios
import time

import wire
from stories import BUILD, skip

PATIENCE = float(os.environ.get("PATIENCE", "20"))
ASAN = {"ASAN_OPTIONS": "detect_leaks=1:exitcode=99",
        "UBSAN_OPTIONS": "print_stacktrace=1"}


def program():
    path = BUILD / "amparo-ssh"
    if not path.exists():
        skip(f"{path} is not built")
    return path


def need(tool):
    if not shutil.which(tool):
        skip(f"{tool} is not installed")


def run(*words):
    return subprocess.run([str(w) for w in words], check=True, capture_output=True,
                          stdin=subprocess.DEVNULL)


class Core:
    """Listens on a port of 127.0.0.1 and starts an amparo-ssh for each connection."""

    def __init__(self, **start):
        self.start = dict(banner="", legacy=0, grace_ms=20000, keepalive_ms=60000) | start
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="amparo-ssh-"))
        self.lines, self.clients = [], []
        self.host_key = self.make_key("host")
        self.listener = self._listen()
        self.port = self.listener.getsockname()[1]

    def _listen(self):
        for port in range(22020, 22030):
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(("127.0.0.1", port))
                s.listen(64)
                return s
            except OSError:
                s.close()
        raise AssertionError("no free port")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        for client in self.clients:
            client.close()
        for line in self.lines:
            line.end()
        self.listener.close()
        logged = self.log()
        shutil.rmtree(self.home, ignore_errors=True)
        if kind is None:
            assert "Sanitizer" not in logged, logged
            assert "runtime error" not in logged, logged

    def log(self):
        path = self.home / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def make_key(self, name, *options):
        """A key pair; returns the path of the private one."""
        path = self.home / name
        if not path.exists():
            run("ssh-keygen", "-q", "-N", "", "-C", name, *(options or ("-t", "ed25519")),
                "-f", path)
        return path

    def line(self, seconds=PATIENCE):
        """The next connection, with its amparo-ssh started."""
        assert select.select([self.listener], [], [], seconds)[0], "nobody connects"
        tcp = self.listener.accept()[0]
        tcp.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = Line(self, tcp)
        self.lines.append(line)
        return line

    # --- clients ---

    def openssh(self, *words, user="rosa", key=None, options=()):
        """The words of an OpenSSH command line."""
        return ["ssh", "-F", "none", "-p", str(self.port), "-i", key or self.make_key("rosa"),
                "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none",
                *[o for option in options for o in ("-o", option)],
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "-o", "EscapeChar=none",
                f"{user}@127.0.0.1", *words]

    def ssh(self, user="rosa", key=None, options=(), **terminal):
        return self.client(self.openssh(user=user, key=key, options=options), **terminal)

    def client(self, words, **terminal):
        client = Client(words, self.home, **terminal)
        self.clients.append(client)
        return client

    def ppk(self, name, *options):
        """A key for plink."""
        need("plink")
        need("puttygen")
        path = self.home / f"{name}.ppk"
        if not path.exists():
            run("puttygen", *options, "-o", path, "--new-passphrase", "/dev/null", "-C", name)
        return path

    def plink(self, key, *words, user="rosa"):
        host = run("ssh-keygen", "-lf", f"{self.host_key}.pub").stdout.split()[1].decode()
        return ["plink", "-ssh", "-no-antispoof", "-batch", "-P", str(self.port), "-i", key,
                "-hostkey", host, *words, f"{user}@127.0.0.1"]


class Line:
    """One amparo-ssh."""

    def __init__(self, core, tcp):
        self.core_end, other = wire.pair()
        self.console = None
        env = {k: v for k, v in os.environ.items() if k != "LANGUAGE"} | ASAN
        with open(core.home / "log", "ab") as log:
            self.process = self._start(other, log, env)
        other.close()
        wire.send(self.core_end, "START", fd=tcp.fileno(), peer="127.0.0.1",
                  host_key=core.host_key.read_text(), **core.start)
        tcp.close()

    @staticmethod
    def _start(other, log, env):
        def only_3():
            os.dup2(other.fileno(), 3)
            os.closerange(4, 256)
        return subprocess.Popen([program()], stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=log, env=env,
                                close_fds=False, preexec_fn=only_3)

    def receive(self, kind=None, seconds=PATIENCE):
        """The next message for amparod; it has to be a kind."""
        message = wire.receive(self.core_end, seconds)
        assert kind in (None, message.type), f"{message} and not {kind}"
        return message

    def tell(self, kind, **fields):
        wire.send(self.core_end, kind, **fields)

    def log_in(self, verdict=wire.YES):
        """Answer both questions about the key; returns the second."""
        self.receive("KEY")
        self.tell("AUTH", verdict=wire.YES)
        proven = self.receive("KEY")
        assert proven.proven == 1
        self.tell("AUTH", verdict=verdict)
        return proven

    def hand_over(self, session=7):
        """Give it a console, whose other end this object plays."""
        mine, other = wire.pair()
        self.tell("DATA", fd=other.fileno(), session=session)
        other.close()
        if self.console:
            self.console.close()
        self.console = mine

    def open(self):
        """Log in and hand over; returns OPEN."""
        self.log_in()
        asked = self.receive("OPEN")
        self.hand_over()
        return asked

    def frame(self, text, end=1):
        for at in range(0, len(text), 30000):
            rest = text[at:at + 30000]
            wire.send(self.console, "FRAME", bytes=rest,
                      end=end if at + 30000 >= len(text) else 0)

    def drained(self, seconds=PATIENCE):
        return wire.wait_for(self.console, "DRAINED", seconds)

    def keys(self, count, seconds=PATIENCE):
        """The next count bytes that the console is told were typed."""
        typed = b""
        until = time.monotonic() + seconds
        while len(typed) < count:
            message = wire.receive(self.console, max(0.0, until - time.monotonic()))
            if message.type == "KEYS":
                typed += message.bytes
        return typed

    def burst(self, seconds=PATIENCE):
        """The next KEYS message."""
        return wire.wait_for(self.console, "KEYS", seconds)

    def bye(self, seconds=PATIENCE):
        """How it says that the connection ended."""
        return wire.wait_for(self.core_end, "BYE", seconds).reason

    def wait(self, seconds=PATIENCE):
        """Its exit status."""
        return self.process.wait(seconds)

    def end(self):
        self.core_end.close()
        if self.console:
            self.console.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class Client:
    """An SSH client at a terminal of rows x cols, or (terminal=False) at pipes."""

    def __init__(self, words, home, rows=24, cols=80, terminal=True, term="xterm"):
        env = dict(os.environ, TERM=term, HOME=str(home))
        for name in ("SSH_AUTH_SOCK", "LANG", "LC_ALL", "LC_CTYPE"):
            env.pop(name, None)
        env["LC_ALL"] = "C.UTF-8"
        self.out, self.ended = b"", False
        if terminal:
            self.fd, slave = os.openpty()
            self.resize(rows, cols, tell=False)
        else:
            mine, slave_socket = socket.socketpair()
            self.fd, slave = mine.detach(), slave_socket.detach()

        def own_terminal():
            os.setsid()
            if terminal:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen([str(w) for w in words], stdin=slave, stdout=slave,
                                        stderr=slave, env=env, preexec_fn=own_terminal)
        os.close(slave)

    def resize(self, rows, cols, tell=True):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        if tell:
            self.process.send_signal(signal.SIGWINCH)

    def read(self, seconds):
        """Take what came; False at the end or when nothing came in time."""
        if self.ended or not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.out += data
        self.ended = not data
        return not self.ended

    def wait(self, text, seconds=PATIENCE):
        """Wait until the terminal has shown text; returns all it has shown."""
        until = time.monotonic() + seconds
        while text not in self.out:
            left = until - time.monotonic()
            assert left > 0 and not self.ended, f"in vain for {text!r}: {self.out!r}"
            self.read(min(left, 0.5))
        return self.out

    def send(self, data):
        """Type data, reading meanwhile as a terminal does."""
        os.set_blocking(self.fd, False)
        while data:
            readable, writable, _ = select.select([self.fd], [self.fd], [], PATIENCE)
            assert readable or writable, "the client takes nothing"
            if readable and not self.read(0):
                return
            if writable:
                data = data[os.write(self.fd, data[:4096]):]

    def end(self, seconds=PATIENCE):
        """Wait for the client to end; returns its exit status."""
        until = time.monotonic() + seconds
        while not self.ended:
            assert time.monotonic() < until, f"the client stays: {self.out!r}"
            self.read(0.2)
        return self.process.wait(seconds)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.fd)
