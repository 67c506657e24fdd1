# SPDX-License-Identifier: GPL-3.0-or-later
"""amparo-tui between a terminal and an amparod that this file plays."""
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile

import terminal
import wire
from stories import BUILD, skip

PATIENCE = float(os.environ.get("PATIENCE", "20"))


class _Console:
    """A demo database with one operator, and amparo-tui over it."""

    def __init__(self, database=None, operator=1):
        program = BUILD / "amparo-tui"
        if not program.exists():
            skip(f"{program} is not built")
        self.home = tempfile.TemporaryDirectory(prefix="amparo-")
        self.database = database or self._make()
        self.core, theirs = wire.pair()
        self.log_path = pathlib.Path(self.home.name, "log")
        self.process = self._start(program, theirs)
        theirs.close()
        wire.send(self.core, "CONSOLE", database=str(self.database),
                  locale=str(BUILD / "locale"), zone="America/Lima", operator_id=operator)
        self.line = self.terminal = None
        self.painted = bytearray()

    @staticmethod
    def _start_child(fd):
        os.dup2(fd, 3)
        os.set_inheritable(3, True)

    def _start(self, program, theirs):
        with open(self.log_path, "wb") as log:
            return subprocess.Popen(
                [program], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log,
                close_fds=False, preexec_fn=lambda: self._start_child(theirs.fileno()),
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                     "ASAN_OPTIONS": "exitcode=99"})

    def _make(self):
        path = pathlib.Path(self.home.name, "demo")
        amparo = BUILD / "amparo"
        if not amparo.exists():
            skip(f"{amparo} is not built")
        path.mkdir()
        config = path / "amparo.conf"
        config.write_text(f"[data]\ndatabase = {path}/amparo.db\nrun = {path}\n"
                          f"[ssh]\nhost_key = {path}/host_key\n")
        for words in (["init"], ["user", "add", "rosa", "--name", "Rosa"]):
            subprocess.run([amparo, "-c", config, *words], check=True,
                           capture_output=True)
        with sqlite3.connect(path / "amparo.db") as database:
            database.execute("INSERT INTO session (id, operator_id, fingerprint, peer,"
                             " term, started_at) VALUES (7, 1, 'SHA256:x', '127.0.0.1',"
                             " 'xterm', 1)")
        return path / "amparo.db"

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.core.close()
        if kind is not None:
            print(self.log())
        self.home.cleanup()

    def log(self):
        return self.log_path.read_text(errors="replace")

    def attach(self, term="xterm-256color", rows=24, cols=80, resumed=0, **terminals):
        self.line, theirs = wire.pair()
        self.terminal = terminal.Terminal(cols, rows, **terminals)
        wire.send(self.core, "ATTACH", fd=theirs.fileno(), session=7, rows=rows, cols=cols,
                  term=term, peer="127.0.0.1", resumed=resumed)
        theirs.close()

    def frame(self, drained=True):
        """One frame, shown; the bytes of it."""
        got = b""
        while True:
            m = wire.receive(self.line, PATIENCE)
            assert m.type == "FRAME", m
            got += m.bytes
            if m.end:
                break
        self.answer(self.terminal.feed(got))
        if drained:
            wire.send(self.line, "DRAINED")
        return got

    def answer(self, said):
        if said:
            wire.send(self.line, "KEYS", bytes=said)

    def type(self, keys):
        wire.send(self.line, "KEYS", bytes=keys)

    def until(self, text):
        while text not in self.screen():
            self.frame()

    def screen(self):
        return "\n".join(self.terminal._screen.display)

    def quiet(self, seconds=0.4):
        try:
            m = wire.receive(self.line, seconds)
        except wire.Late:
            return
        raise AssertionError(f"not quiet: {m}")

    def last(self):
        m = wire.wait_for(self.line, "LAST", PATIENCE)
        self.terminal.feed(m.bytes)
        return m


def the_first_paint_is_ascii_and_accents_follow_the_answer():
    with _Console() as c:
        c.attach()
        first = c.frame()
        assert all(byte < 0x80 for byte in first.replace(b"\xc3\xa1\x1b[6n", b"")), first
        c.until("Menú")
        assert "Ã" not in c.screen()
        c.line.close()
        c.attach(resumed=1)     # another desk with the same TERM may speak another charset
        again = c.frame()
        assert all(byte < 0x80 for byte in again.replace(b"\xc3\xa1\x1b[6n", b"")), again
        c.until("Menú")


def the_same_type_of_terminal_with_another_charset_is_noticed():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.line.close()
        c.attach(resumed=1, charset="latin-1")
        c.until("Menú")
        assert "Ã" not in c.screen()


def an_eight_bit_terminal_gets_its_bytes():
    with _Console() as c:
        c.attach(term="xterm", charset="latin-1")
        c.until("Menú")
        assert b"\xfa" in c.terminal.raw


def a_terminal_that_never_answers_gets_ascii():
    with _Console() as c:
        c.attach(term="vt100", answers=False)
        c.until("Menu")
        c.type(b"\r")
        c.until("AMPARO  Inicio")
        assert all(b < 0x80 for b in c.terminal.raw.replace(b"\xc3\xa1\x1b[6n", b""))


def frames_are_dropped_and_never_queued():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.type(b"\r")
        c.frame(drained=False)
        for _ in range(40):
            c.type(b"\x0c")         # repaint, forty times, while nothing drains
        c.quiet()
        wire.send(c.line, "DRAINED")
        c.frame()
        while True:
            try:
                c.quiet()
                break
            except AssertionError:
                raise AssertionError("more than one frame for forty repaints")


def after_two_kilobytes_the_terminal_is_asked():
    with _Console() as c:
        c.attach(answers=False)
        asked = b"\x1b[5n"
        c.frame()
        c.type(b"\r")
        for _ in range(6):
            c.type(b"\x0c")
            if asked in c.frame():
                break
        else:
            raise AssertionError("never asked")
        c.type(b"\x0c")
        c.quiet(0.5)                # the answer has not come
        c.type(b"\x1b[0n")
        c.frame()


def a_new_terminal_shows_what_the_old_one_left():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.type(b"\r")
        c.until("AMPARO  Inicio")
        c.type(b"\r")
        c.until("AMPARO  Llamada")
        c.line.close()
        c.attach(term="vt100", rows=30, cols=100, resumed=1)
        c.until("retomar")
        c.type(b"\r")
        c.until("AMPARO  Llamada")
        assert wire.wait_for(c.core, "STATE", PATIENCE).screen


def a_second_connection_takes_over_and_the_first_is_told():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        first, screen = c.line, c.terminal
        c.attach(resumed=1)
        m = wire.wait_for(first, "LAST", PATIENCE)
        screen.feed(m.bytes)
        assert "otro lugar" in "\n".join(screen._screen.display), m
        assert not screen._screen.display[5].strip()
        c.frame()


def being_ended_is_said_in_her_language_and_leaves_nothing():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        wire.send(c.core, "KILL", reason="The server was stopped. What you typed is kept.")
        m = c.last()
        assert "se detuvo" in m.reason, m
        assert "Rosa" not in c.screen() and "se detuvo" in c.screen(), c.screen()
        assert b"\x1b[3J" in m.bytes
        assert c.process.wait(PATIENCE) == 0


def the_core_may_go_and_the_person_is_told():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.core.close()
        assert "se detuvo" in c.last().reason
        assert c.process.wait(PATIENCE) == 0


def sigterm_ends_it_in_order():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.process.send_signal(signal.SIGTERM)
        assert "se detuvo" in c.last().reason
        assert c.process.wait(PATIENCE) == 0


def a_broken_database_is_said_and_not_a_crash():
    with tempfile.TemporaryDirectory() as home:
        broken = pathlib.Path(home, "broken.db")
        broken.write_bytes(b"no database " * 1000)
        with _Console(database=broken) as c:
            c.attach()
            m = c.last()
            assert m.reason, m
            assert c.process.wait(PATIENCE) == 0


def a_window_that_is_dragged_is_painted_once():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.type(b"\r")
        c.until("AMPARO  Inicio")
        for cols in range(80, 120):
            wire.send(c.line, "SIZE", rows=30, cols=cols)
        c.terminal = terminal.Terminal(119, 30)
        c.frame()
        assert "Inicio" in c.screen()
        c.quiet()
        wire.send(c.line, "SIZE", rows=0xffffffff, cols=0)
        c.frame()


def an_idle_console_sends_nothing_and_sleeps():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.type(b"\r")
        c.until("AMPARO  Inicio")
        c.quiet(2.5)  # after two seconds it wakes once, to give memory back
        status = pathlib.Path(f"/proc/{c.process.pid}/status")
        before = [row for row in status.read_text().splitlines() if "ctxt" in row]
        c.quiet(3)
        after = [row for row in status.read_text().splitlines() if "ctxt" in row]
        assert before == after, (before, after)


def an_amparod_that_did_not_listen_for_a_while_costs_nothing_later():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.type(b"\r")
        c.until("AMPARO  Inicio")
        for _ in range(400):  # each tells amparod of two screens, until no more fits
            c.type(b"l")
            c.until("Llamadas de hoy")
            c.type(b"\x1bOR")
            c.until("AMPARO  Inicio")
        try:
            while True:
                wire.receive(c.core, 0.2)
        except Exception:
            pass  # all is read
        c.quiet(0.5)
        before = _ticks(c.process.pid)
        c.quiet(2)
        assert _ticks(c.process.pid) - before < 10, "it turns round and round"


def _ticks(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def a_large_paste_arrives_whole():
    with _Console() as c:
        c.attach()
        c.until("Menú")
        c.type(b"\x1b[200~")
        for _ in range(14):
            c.type(b"x" * 30000)
        c.type(b"\x1b[201~\r")
        c.until("AMPARO  Inicio")


def no_program_no_socket_and_no_foreign_file_once_it_runs():
    if "AMPARO_SANITIZERS 1" in (BUILD / "config.h").read_text():
        skip("the sanitizers need what the sandbox forbids")
    with _Console() as c:
        c.attach()
        c.frame()
        status = pathlib.Path(f"/proc/{c.process.pid}/status").read_text()
        assert "Seccomp:\t2" in status, status
        assert "NoNewPrivs:\t1" in status, status
