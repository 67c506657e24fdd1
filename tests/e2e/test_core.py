# SPDX-License-Identifier: GPL-3.0-or-later
"""amparod alone: its amparo-ssh and amparo-tui are the small programs in fake/."""
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "fake"))

import messages as wire  # noqa: E402
from harness import PATIENCE, Server, children, free_port, program, until  # noqa: E402
from stories import BUILD, helper, skip  # noqa: E402

FAKE = pathlib.Path(__file__).resolve().parent / "fake"


class Line:
    """A client of the fake amparo-ssh."""

    def __init__(self, server, user="rosa", address="127.0.0.1", key=None):
        self.tcp = socket.socket()
        self.tcp.bind((address, 0))
        self.tcp.settimeout(PATIENCE)
        self.tcp.connect(("127.0.0.1", server.port))
        self.heard = ""
        blob = (server.dir / f"{key or user}.pub").read_text().split()[1]
        self.tcp.send(f"{user} {blob}\n".encode())

    def read(self):
        got = self.tcp.recv(65536)
        self.heard += got.decode()
        return bool(got)

    def wait(self, text, deadline=PATIENCE):
        end = time.monotonic() + deadline
        while text not in self.heard:
            left = end - time.monotonic()
            assert left > 0 and select.select([self.tcp], [], [], left)[0], \
                f"no {text!r} in {self.heard!r}"
            assert self.read(), f"closed without {text!r}: {self.heard!r}"
        return self.heard

    def type(self, text):
        self.tcp.send((text + "\n").encode())

    def closed(self, deadline=PATIENCE):
        end = time.monotonic() + deadline
        while True:
            assert select.select([self.tcp], [], [], max(0, end - time.monotonic()))[0], \
                f"still open: {self.heard!r}"
            try:
                if not self.read():
                    return self.heard
            except ConnectionError:
                return self.heard

    def close(self):
        self.tcp.close()


class Core(Server):
    """amparod with the fake programs."""

    def __init__(self, **how):
        super().__init__("--programs", str(FAKE), "--calls", "0", **how)

    def line(self, user="rosa", **how):
        line = Line(self, user, **how)
        line.wait("attached")
        return line

    def core(self):
        """The process of the core; the keeper is self.process."""
        for pid in children(self.process.pid):
            try:
                if pathlib.Path(f"/proc/{pid}/comm").read_text() == "amparod-core\n":
                    return pid
            except OSError:
                pass
        return None

    def ask_core(self, verb, argument=""):
        """(rows, status, text) of the control socket."""
        rows = []
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as s:
            s.settimeout(PATIENCE)
            s.connect(str(self.dir / "control.sock"))
            s.send(wire.encode(wire.ASK, verb, argument))
            while True:
                kind, fields = wire.decode(s.recv(40000))
                if kind == wire.END:
                    return rows, *fields
                rows.append(fields[0].split("\t"))

    def who(self):
        return {row[0]: row[2] for row in self.ask_core("who")[0]}

    def tell_changed(self, topic, row):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as s:
            s.connect(str(self.dir / "control.sock"))
            s.send(wire.encode(wire.CHANGED, topic, row))

    def write(self, sql, *values):
        with sqlite3.connect(self.dir / "amparo.db", timeout=PATIENCE) as db:
            db.execute(sql, values)
        db.close()

    def serving(self):
        """Wait until the control socket answers."""
        def answers():
            try:
                return self.ask_core("status")
            except OSError:
                return None
        return until(answers, "no control socket")

    def new_core(self, old):
        until(lambda: self.core() not in (None, old), "no new core")
        self.serving()


# --- coming in ---

def whoever_has_a_key_gets_her_console_and_nobody_else():
    with Core() as server:
        rosa = server.line()
        assert "resumed 0" in rosa.heard
        stranger = Line(server, "rosa", key="luz")
        stranger.wait("auth 0")
        unknown = Line(server, "nobody", key="luz")
        unknown.wait("auth 0")
        stranger.close()
        unknown.close()
        until(lambda: server.ask("SELECT count(*) FROM login_try") == 2,
              "the refused tries are not recorded")
        rosa.type("!quit")
        rosa.wait("last bye")
        rosa.closed()
        again = server.line()
        assert "failed 1" in again.heard, again.heard


def somebody_logs_in_while_another_address_floods():
    with Core() as server:
        flood = []
        for _ in range(500):
            s = socket.socket()
            s.setblocking(False)
            s.bind(("127.0.0.2", 0))
            s.connect_ex(("127.0.0.1", server.port))
            flood.append(s)
        began = time.monotonic()
        server.line()
        took = time.monotonic() - began
        status = dict(row[:2] for row in server.ask_core("status")[0])
        for s in flood:
            s.close()
        assert took < 1, f"{took:.2f} s"
        assert int(status["strangers"]) <= 8, status


def an_address_that_keeps_failing_has_to_wait():
    with Core() as server:
        for _ in range(4):
            line = Line(server, "rosa", address="127.0.0.3", key="luz")
            try:
                line.wait("auth 0")
            except AssertionError:
                break
            line.close()
            until(lambda: dict(r[:2] for r in server.ask_core("status")[0])["strangers"]
                  == "0", "the stranger has not left")
        line = Line(server, "rosa", address="127.0.0.3")
        line.closed()
        assert "auth" not in line.heard
        server.line()  # other addresses do not


# --- one operator, one console ---

def a_dropped_line_finds_the_console_as_it_was():
    with Core() as server:
        rosa = server.line()
        rosa.type("half a sent")
        rosa.wait("text half a sent")
        rosa.close()
        until(lambda: server.who() == {"rosa": "detached"}, "not detached")
        again = server.line()
        assert "resumed 1" in again.heard and "text half a sent" in again.heard
        assert server.ask("SELECT count(*) FROM session") == 1
        assert server.who() == {"rosa": "attached"}


def the_newer_line_takes_the_console_over():
    with Core() as server:
        old = server.line()
        old.type("mine")
        old.wait("text mine")
        new = server.line(address="127.0.0.5")
        assert "text mine" in new.heard
        assert "taken from 127.0.0.5" in old.closed()
        new.type("still")
        new.wait("text mine|still")
        assert server.who() == {"rosa": "attached"}


def a_console_that_says_nothing_is_taken_over_all_the_same():
    with Core() as server:
        old = server.line()
        old.type("!deaf")
        new = Line(server)
        assert "kill Sesión tomada desde 127.0.0.1." in old.closed()
        new.close()


def two_at_once_end_with_one_console_and_one_line():
    with Core() as server:
        lines = [Line(server) for _ in range(6)]
        until(lambda: [l for l in lines if _ended(l)][4:], "five must go", 10)
        left = [l for l in lines if not _ended(l)]
        assert len(left) == 1
        left[0].type("here")
        left[0].wait("text here")
        assert server.ask("SELECT count(*) FROM session WHERE ended_at IS NULL") == 1


@helper
def _ended(line):
    while select.select([line.tcp], [], [], 0)[0]:
        try:
            if not line.read():
                return True
        except ConnectionError:
            return True
    return False


def a_console_that_crashes_says_so_and_the_next_log_in_works():
    with Core() as server:
        rosa = server.line()
        rosa.type("!crash")
        assert "kill La consola terminó" in rosa.closed()
        server.line()
        sql = "SELECT end_reason FROM session ORDER BY id LIMIT 1"
        assert server.ask(sql) == "crashed"  # written before the next log-in


# --- events ---

def what_one_commits_the_others_hear_and_she_does_not():
    with Core() as server:
        rosa, luz = server.line("rosa"), server.line("luz")
        rosa.type("!changed 1 4711")
        rosa.type("!changed 1 4711")
        luz.wait("event 1 4711")
        server.tell_changed(2, 99)
        rosa.wait("event 2 99")
        luz.wait("event 2 99")
        assert "event 1 4711" not in rosa.heard
        assert luz.heard.count("event 1 4711") == 1


# --- PINs ---

def the_right_pin_unlocks_and_three_wrong_ones_end_the_session():
    with Core() as server:
        rosa = server.line()
        rosa.type("!pin 200403")
        rosa.wait("pin 1 ")
        for left in (2, 1):
            rosa.type("!pin 999999")
            rosa.wait(f"pin 0 {left}")
        rosa.type("!pin 999999")
        rosa.wait("pin 3 0")
        assert "last Too many wrong PINs" in rosa.closed()
        until(lambda: server.ask("SELECT count(*) FROM audit WHERE action = 'refused'"
                                 " AND entity = 'pin'") == 3, "not in the audit")


# --- who may no longer ---

def a_disabled_operator_is_out_within_a_second():
    with Core() as server:
        rosa, luz = server.line("rosa"), server.line("luz")
        server.write("UPDATE operator SET active = 0 WHERE login = 'rosa'")
        began = time.monotonic()
        server.tell_changed(32, 0)
        assert "last This account has been disabled" in rosa.closed()
        assert time.monotonic() - began < 1
        luz.type("me not")
        luz.wait("text me not")
        refused = Line(server, "rosa")
        refused.wait("auth 0")


def who_is_kicked_goes():
    with Core() as server:
        rosa = server.line()
        assert server.ask_core("kick", "luz")[1] == 4
        assert server.ask_core("kick", "rosa") == ([], 0, "")
        assert "ended this session" in rosa.closed()
        until(lambda: server.who() == {}, "still there")
        until(lambda: server.ask("SELECT end_reason FROM session") == "kicked",
              "no reason")


def a_console_that_does_not_end_is_ended():
    with Core() as server:
        rosa = server.line()
        rosa.type("!deaf")
        assert server.ask_core("kick", "rosa")[1] == 0
        rosa.closed()
        until(lambda: server.who() == {}, "still there")


# --- the core dies, consoles do not ---

@helper
def _survives(sent):
    with Core() as server:
        rosa, luz = server.line("rosa"), server.line("luz")
        rosa.type("before")
        rosa.wait("text before")
        old = server.core()
        os.kill(old, sent)
        rosa.type("meanwhile")
        rosa.wait("text before|meanwhile")
        server.new_core(old)
        rosa.type("after")
        rosa.wait("text before|meanwhile|after")
        assert server.who() == {"rosa": "attached", "luz": "attached"}
        luz.type("!changed 1 12")
        rosa.wait("event 1 12")
        rosa.close()
        until(lambda: server.who()["rosa"] == "detached", "not detached")
        again = server.line()
        assert "text before|meanwhile|after" in again.heard
        assert server.ask("SELECT count(*) FROM session") == 2
        assert server.ask("SELECT count(*) FROM session WHERE ended_at IS NOT NULL") == 0


def a_core_that_is_killed_takes_no_console_along():
    _survives(signal.SIGKILL)


def a_core_that_is_killed_again_and_again_is_never_given_up():
    with Core() as server:
        rosa = server.line()
        for _ in range(10):
            old = server.core()
            os.kill(old, signal.SIGKILL)
            server.new_core(old)
        rosa.type("after")
        rosa.wait("text after")
        assert server.who() == {"rosa": "attached"}


def a_core_that_is_replaced_takes_no_console_along():
    _survives(signal.SIGTERM)


def a_line_that_drops_while_there_is_no_core_is_found_detached():
    with Core() as server:
        rosa = server.line()
        rosa.type("kept")
        rosa.wait("text kept")
        old = server.core()
        os.kill(old, signal.SIGKILL)
        rosa.close()
        server.new_core(old)
        until(lambda: server.who() == {"rosa": "detached"}, "not detached")
        assert "text kept" in server.line().heard


def a_core_that_hangs_is_replaced():
    with Core() as server:
        rosa = server.line()
        old = server.core()
        os.kill(old, signal.SIGSTOP)
        until(lambda: server.core() not in (None, old), "no new core", 15 + PATIENCE)
        server.serving()
        rosa.type("here")
        rosa.wait("text here")


def a_keeper_that_is_killed_leaves_readable_ends():
    server = Core()
    server.start()
    try:
        rosa = server.line()
        everybody = children(server.process.pid)
        server.process.kill()
        server.process.wait()
        assert "last The server stops" in rosa.closed()
        until(lambda: not [p for p in everybody if os.path.exists(f"/proc/{p}")],
              "processes are left")
    finally:
        server.stop(quiet=True)


# --- the end, and the configuration ---

def sigterm_says_goodbye_and_ends_in_order():
    server = Core()
    server.start()
    try:
        rosa, luz = server.line("rosa"), server.line("luz")
        luz.close()
        until(lambda: server.who().get("luz") == "detached", "not detached")
        began = time.monotonic()
        server.process.terminate()
        assert "last The server stops" in rosa.closed()
        assert server.process.wait(PATIENCE) == 0
        assert time.monotonic() - began < 4
        rows = server.rows("SELECT end_reason FROM session")
        assert [r["end_reason"] for r in rows] == ["restart", "restart"], rows
        assert not (server.dir / "control.sock").exists()
    finally:
        server.stop()


def a_wrong_configuration_changes_nothing():
    with Core() as server:
        rosa = server.line()
        path = server.dir / "amparo.conf"
        fine = path.read_text()
        path.write_text(fine + "nonsense\n[ssh]\ngrace = soon\n")
        rows, status, _ = server.ask_core("reload")
        assert status == 78 and len(rows) == 2, (rows, status)
        server.process.send_signal(signal.SIGHUP)
        until(lambda: server.logged().count("amparo.conf:") >= 2, server.logged)
        server.line("luz")
        path.write_text(fine + "[ssh]\ngrace = 5\n")
        assert server.ask_core("reload")[1] == 0
        until(lambda: "was read again" in server.logged(), server.logged)
        silent = socket.create_connection(("127.0.0.1", server.port))
        silent.settimeout(15)
        said = b""
        while got := silent.recv(1000):
            said += got
        assert b"The time to log in is over." in said, said
        rosa.type("nothing")
        rosa.wait("text nothing")


def a_new_port_holds_for_new_lines_only():
    with Core() as server:
        rosa = server.line()
        path = server.dir / "amparo.conf"
        port = free_port()
        path.write_text(path.read_text().replace(str(server.port), str(port)))
        server.process.send_signal(signal.SIGHUP)
        until(lambda: "was read again" in server.logged(), server.logged)
        old, server.port = server.port, port
        server.line("luz")
        with socket.socket() as s:
            assert s.connect_ex(("127.0.0.1", old)) != 0
        rosa.type("here")
        rosa.wait("text here")


def a_database_that_went_missing_is_not_made_anew():
    with Core() as server:
        for name in ("amparo.db", "amparo.db-wal", "amparo.db-shm"):
            (server.dir / name).unlink(missing_ok=True)
        old = server.core()
        os.kill(old, signal.SIGKILL)
        until(lambda: "there is no database" in server.logged(), "nothing is said")
        assert not (server.dir / "amparo.db").exists()


def a_second_server_on_the_same_directory_is_refused():
    with Core() as server:
        out = subprocess.run([program("amparod"), "-c", server.dir / "amparo.conf"],
                             capture_output=True, text=True, timeout=PATIENCE)
        assert out.returncode == 1 and "somebody does already" in out.stderr, out
        server.line()


def status_says_what_there_is():
    with Core() as server:
        server.line()
        status = dict(row[:2] for row in server.ask_core("status")[0])
        assert status["consoles"] == "1" and status["strangers"] == "0", status
        assert len(status["audit_public_key"]) == 64, status
        assert server.ask_core("dance")[1] == 2


def the_service_is_shut_in():
    unit = BUILD / "data" / "amparod.service"
    if not shutil.which("systemd-analyze"):
        skip("systemd-analyze is not installed")
    out = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--no-pager",
                          unit], capture_output=True, text=True, timeout=PATIENCE,
                         env=dict(os.environ, LC_ALL="C.UTF-8"))
    found = re.search(r"exposure level for \S+: ([0-9.]+)", out.stdout)
    if not found:
        skip(out.stderr.strip())
    assert float(found.group(1)) <= 1.5, out.stdout
