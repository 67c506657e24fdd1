# SPDX-License-Identifier: GPL-3.0-or-later
"""The real thing on loopback: amparod with its demo year, and people at terminals.

    with Server() as server, server.console("rosa", term="vt100") as rosa:
        rosa.home()
        rosa.press("F2", "1", "F9")
        rosa.wait("Guardada")

Nothing here sleeps: a wait looks at the screen after every byte, until its deadline.
"""
import configparser
import fcntl
import os
import pathlib
import random
import re
import select
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import tempfile
import termios
import time

import terminal
from relay import Relay
from stories import BUILD, TOP, at_end, helper, skip

# Sanitizers and a machine that does other things as well make everything slower.
PATIENCE = float(os.environ.get("PATIENCE", "20"))
QUIET = float(os.environ.get("QUIET", "0.25"))  # so long after a key nothing more comes
PROGRAMS = ("amparod", "amparo-ssh", "amparo-tui", "amparo")


def program(name):
    path = BUILD / name
    if not path.exists():
        skip(f"{path} is not built")
    return path


def until(what, told, deadline=None):
    """Wait until what() is true; returns its value."""
    end = time.monotonic() + (deadline or PATIENCE)
    while not (value := what()):
        assert time.monotonic() < end, f"in vain: {told() if callable(told) else told}"
        select.select([], [], [], 0.01)
    return value


def free_port():
    """A port below the range from which the kernel gives them away."""
    for _ in range(200):
        port = random.randrange(20000, 32000)
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise AssertionError("no port is free")


class Server:
    """amparod --demo in a directory of its own."""

    def __init__(self, *options, settings=(), port=0, keep=None):
        """settings: rows (section, name, value) of amparo.conf; keep: a directory
        that has to outlive this server."""
        self.options, self.settings, self._want = options, settings, port
        self.home = pathlib.Path(keep or tempfile.mkdtemp(prefix="amparo-"))
        self._keep = keep
        self.dir = self.home / "demo"
        self.log = self.home / "log"
        self.process = None
        self.consoles = []

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        self.stop(quiet=kind is not None)

    def start(self):
        if self.settings and not (self.dir / "amparo.conf").exists():
            self._launch()
            self._end()
        if self.settings:
            self._configure()
        self._launch()
        return self

    def _configure(self):
        """Put the settings into the file that the first start wrote."""
        path = self.dir / "amparo.conf"
        file = configparser.ConfigParser(interpolation=None)
        file.read(path)
        for section, name, value in self.settings:
            if not file.has_section(section):
                file.add_section(section)
            file.set(section, name, value)
        with open(path, "w") as out:
            file.write(out)

    def _launch(self):
        env = dict(os.environ, AMPARO_TEST=str(self.home),
                   ASAN_OPTIONS=f"log_path={self.home}/asan:detect_leaks=1:"
                   "abort_on_error=0:exitcode=99",
                   UBSAN_OPTIONS=f"log_path={self.home}/ubsan:print_stacktrace=1")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [program("amparod"), "--demo", "--dir", self.dir, "--port",
                 str(self._want or free_port()), "--no-callers", *self.options],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, env=env,
                start_new_session=True)
        self.said = self._read_until_ready()
        config = (self.dir / "ssh_config").read_text()
        self.port = int(re.search(r"(?im)^\s*port\s+(\d+)", config).group(1))

    def _read_until_ready(self):
        said, end = b"", time.monotonic() + 4 * PATIENCE
        out = self.process.stdout
        os.set_blocking(out.fileno(), False)
        while b"\nready\n" not in b"\n" + said:
            assert time.monotonic() < end, f"amparod is not ready: {said!r}"
            assert self.process.poll() is None, \
                f"amparod ended with {self.process.returncode}: {said!r}\n" + self.logged()
            if select.select([out], [], [], 0.2)[0]:
                said += out.read() or b""
        return said.decode()

    def logged(self):
        return self.log.read_text(errors="replace")[-4000:]

    def _end(self):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return "amparod did not end after SIGTERM"
        code = self.process.returncode
        return "" if code == 0 else f"amparod ended with {code} after SIGTERM"

    def stop(self, quiet=False):
        """End it, and say what the sanitizers found."""
        for console in list(self.consoles):
            console.close()
        wrong = self._end() if self.process and self.process.poll() is None else ""
        left = [pid for name in PROGRAMS for pid in self.pids(name)]
        for pid in left:
            _signal(pid, signal.SIGKILL)
        found = "\n".join(p.read_text(errors="replace")[:6000]
                          for p in sorted(self.home.glob("*san.*")))
        logged = self.logged()
        if not self._keep and not os.environ.get("KEEP"):
            shutil.rmtree(self.home, ignore_errors=True)
        if not quiet:
            assert not found, f"a sanitizer says:\n{found}"
            assert not wrong, f"{wrong}\n{logged}"
            assert not left, f"amparod left processes behind: {left}\n{logged}"

    def again(self):
        """The keeper has died: all the rest ends by itself, and amparod starts anew on the
        same directory and port, as the service would."""
        self.process.wait(PATIENCE)
        until(lambda: not any(self.pids(name) for name in PROGRAMS),
              lambda: f"left behind: {[(n, self.pids(n)) for n in PROGRAMS]}")
        self._want = self.port
        self._launch()

    def pids(self, name):
        """The processes of this server that run the program name."""
        return sorted(pid for pid in children(self.process.pid)
                      if runs(pid, program(name)))

    def cores(self):
        """The amparod that is at work; its keeper is the process that was started."""
        return [pid for pid in self.pids("amparod") if pid != self.process.pid]

    def kill(self, pid, sent=signal.SIGKILL):
        _signal(pid, sent)

    def database(self):
        """A connection that only reads."""
        db = sqlite3.connect(f"file:{self.dir}/amparo.db?mode=ro", uri=True,
                             timeout=PATIENCE)
        db.row_factory = sqlite3.Row
        return db

    def ask(self, sql, *values):
        """The first column of the first row, or None."""
        db = self.database()
        try:
            row = db.execute(sql, values).fetchone()
            return row[0] if row else None
        finally:
            db.close()

    def rows(self, sql, *values):
        db = self.database()
        try:
            return [dict(row) for row in db.execute(sql, values)]
        finally:
            db.close()

    def command(self, *words, code=0):
        """What `amparo -c DIR/amparo.conf words` prints."""
        out = subprocess.run([program("amparo"), "-c", self.dir / "amparo.conf", *words],
                             capture_output=True, text=True, timeout=4 * PATIENCE,
                             stdin=subprocess.DEVNULL)
        assert out.returncode == code, \
            f"amparo {' '.join(words)} gave {out.returncode}: {out.stdout}{out.stderr}"
        return out.stdout

    def console(self, user="rosa", **how):
        return Console(self, user, **how)

    def relay(self, **how):
        return Relay(self.port, **how)


def _signal(pid, sent):
    try:
        os.kill(pid, sent)
    except ProcessLookupError:
        pass


def _stat(pid):
    """(parent, session, state) of a process, or None."""
    try:
        rest = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return None
    return int(rest[1]), int(rest[3]), rest[0]


def children(root):
    """root and every process below it or in its session."""
    stats = {int(p): s for p in os.listdir("/proc") if p.isdigit() and (s := _stat(p))}
    ours = {root} | {pid for pid, s in stats.items() if s[1] == root}
    grown = True
    while grown:
        more = {pid for pid, s in stats.items() if s[0] in ours} - ours
        ours |= more
        grown = bool(more)
    return {pid for pid in ours if pid in stats and stats[pid][2] != "Z"}


def runs(pid, path):
    try:
        return os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)") == \
            str(path.resolve())
    except OSError:
        return False


def _convert(server, user, tool, *command):
    """The key of user in the form of another client, made once."""
    if not shutil.which(tool):
        skip(f"{tool} is not installed")
    path = server.home / f"{user}.{tool}"
    if not path.exists():
        made = subprocess.run([c.format(key=server.dir / user, out=path)
                               for c in (tool, *command)], capture_output=True, text=True)
        assert made.returncode == 0, made.stderr
    return path


def _openssh(server, user, port, options):
    return ["ssh", "-F", server.dir / "ssh_config", "-o", f"Port={port}",
            "-o", f"HostKeyAlias=[127.0.0.1]:{server.port}",
            "-o", "EscapeChar=none", *options, user]


def _plink(server, user, port, options):
    host = subprocess.run(["ssh-keygen", "-lf", server.dir / "known_hosts"],
                          capture_output=True, text=True, check=True).stdout.split()[1]
    return ["plink", "-ssh", "-no-antispoof", "-batch", "-P", str(port), "-i",
            server.dir / f"{user}.ppk", "-hostkey", host, *options, f"{user}@127.0.0.1"]


def _dbclient(server, user, port, options):
    key = _convert(server, user, "dropbearconvert", "openssh", "dropbear", "{key}",
                   "{out}")
    return ["dbclient", "-y", "-y", "-i", key, "-p", str(port), *options,
            f"{user}@127.0.0.1"]


CLIENTS = {"openssh": ("ssh", _openssh), "plink": ("plink", _plink),
           "dbclient": ("dbclient", _dbclient)}


class Console:
    """One person, one ssh client, one terminal."""

    def __init__(self, server, user="rosa", term="xterm-256color", client="openssh",
                 rows=24, cols=80, charset="utf-8", port=None, answers=True,
                 options=(), env=None, shows=None):
        """rows and cols are what the client says; shows, what the window has in truth
        as (cols, rows), where that differs."""
        self.server, self.user, self.term = server, user, term
        self.terminal = terminal.Terminal(*(shows or (cols, rows)), charset, answers)
        self.received = 0  # payload bytes: what ssh wrote to the terminal
        self.frames = 0    # how often something came
        self.pressed = 0   # keys
        self.saved = None  # the number of the call that was saved last
        self.ended = False
        tool, command = CLIENTS[client]
        if not shutil.which(tool):
            skip(f"{tool} is not installed")
        words = [str(w) for w in
                 command(server, user, port or server.port, [str(o) for o in options])]
        self._master = self._start(words, rows, cols, env or {})
        server.consoles.append(self)

    def _start(self, words, rows, cols, env):
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        env = dict(os.environ, TERM=self.term, HOME=str(self.server.home), **env)
        for name in ("SSH_AUTH_SOCK", "LANG", "LC_ALL"):
            env.pop(name, None)

        def own_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(words, stdin=slave, stdout=slave, stderr=slave,
                                        env=env, preexec_fn=own_terminal, close_fds=True)
        os.close(slave)
        return master

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # --- what the terminal shows ---

    def read(self, wait=0.0):
        """Take what has come; returns how many bytes, after at most wait seconds."""
        if self.ended or not select.select([self._master], [], [], wait)[0]:
            return 0
        try:
            data = os.read(self._master, 65536)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return 0
        self.received += len(data)
        self.frames += 1
        answer = self.terminal.feed(data)
        if answer:
            self._write(answer)
        return len(data)

    def screen(self):
        return self.terminal.text()

    def row(self, number):
        """A row of the screen, from 1."""
        return self.terminal.lines()[number - 1]

    def cursor(self):
        return self.terminal.cursor()

    def wait(self, what, deadline=None):
        """Wait for a text, a pattern (re.compile) or a condition of the console; returns
        the match or the value."""
        end = time.monotonic() + (deadline or PATIENCE)
        while not (found := self._sees(what)):
            left = end - time.monotonic()
            assert left > 0, f"{self.user} waits in vain for {_told(what)}:\n{self._frame()}"
            if self.ended:
                raise AssertionError(f"{self.user}'s connection ended while she waited "
                                     f"for {_told(what)}:\n{self._frame()}")
            self.read(min(left, 0.5))
        return found

    def _sees(self, what):
        if callable(what):
            return what(self)
        if isinstance(what, str):
            return what in self.screen()
        return what.search(self.screen())

    def _frame(self):
        edge = "+" + "-" * self.terminal.cols + "+"
        shown = self.screen().rstrip("\n").split("\n")
        body = [f"|{line:{self.terminal.cols}}|" for line in shown]
        return "\n".join([edge, *body, edge, f"cursor {self.cursor()}"])

    def quiet(self, wait=QUIET):
        """Read until nothing has come for wait seconds."""
        while self.read(wait):
            pass

    def wait_end(self, deadline=None):
        """Wait until the client has ended; returns its exit code."""
        end = time.monotonic() + (deadline or PATIENCE)
        while not self.ended:
            assert time.monotonic() < end, f"the connection stays:\n{self._frame()}"
            self.read(0.2)
        return self.process.wait(PATIENCE)

    # --- what the person does ---

    def _write(self, data):
        while data:
            try:
                data = data[os.write(self._master, data):]
            except OSError:
                self.ended = True
                return

    def press(self, *keys):
        """Press keys: names of terminal.py, or text that is typed."""
        sent = b""
        for name in keys:
            code = terminal.key(name, self.term)
            self.pressed += 1 if code is not None else len(name)
            sent += code if code is not None else \
                name.encode(self.terminal.charset, "replace")
        self._write(sent)

    def paste(self, text):
        """Paste as a terminal does that brackets what is pasted."""
        self._write(b"\x1b[200~" + text.encode(self.terminal.charset, "replace")
                    + b"\x1b[201~")

    def send(self, data):
        self._write(data)

    def resize(self, cols, rows):
        self.terminal.resize(cols, rows)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ,
                    struct.pack("HHHH", rows, cols, 0, 0))

    def cost(self, *keys, shows=None):
        """(bytes, frames) that the terminal receives because of keys, until it shows
        what was expected and is quiet."""
        self.quiet()
        before, clock, note = (self.received, self.frames), self.row(1)[-5:], self.row(23)
        self.press(*keys)
        if shows is not None:
            self.wait(shows)
        else:
            assert self.read(PATIENCE), f"nothing comes of {keys}"
        self.quiet()
        # Once a minute the clock of the title goes along, and the minute in "Draft
        # saved 14:36.": not the price of this key.
        turned = 0
        if re.fullmatch(r"\d\d:\d\d", clock) and self.row(1)[-5:] != clock:
            turned = 16
            if "Borrador guardado" in note and self.row(23) != note:
                turned += 20
        return max(self.received - before[0] - turned, 0), self.frames - before[1]

    def kill(self):
        """The client dies as if the power had gone."""
        self.process.kill()
        self.process.wait()
        self.close()

    def close(self):
        if self in self.server.consoles:
            self.server.consoles.remove(self)
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGHUP)
                try:
                    self.process.wait(5)
                except subprocess.TimeoutExpired:
                    self.process.kill()
                    self.process.wait()
            os.close(self._master)
            self.ended = True

    # --- the first steps of every story ---

    def welcome(self):
        """Wait for the page after log-in, and for the answer of its question about the
        charset to have been used."""
        self.wait(re.compile(r"F4 (lo cambia|changes it)"))
        return self

    def home(self):
        """Log in and go home, leaving what was open as a draft."""
        self.welcome()
        self.press("F3")
        self.wait(re.compile(r"Hoy \(mis llamadas|Today \(my calls"))
        return self

    def resume(self):
        """Log in and go on where the last connection ended."""
        self.wait(re.compile(r"Enter +(retomar|go on)"))
        self.press("Enter")
        return self


def _told(what):
    if isinstance(what, str):
        return repr(what)
    return what.pattern if hasattr(what, "pattern") else \
        getattr(what, "__name__", "a condition")


_shared = {}


@helper
def shared(*options, settings=()):
    """A server for the stories that harm nobody; it ends with the last one."""
    key = (options, tuple(settings))
    if key not in _shared or _shared[key].process.poll() is not None:
        _shared[key] = Server(*options, settings=settings).start()
        at_end(_shared[key].stop)
    return _shared[key]
