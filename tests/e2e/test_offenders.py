# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody misbehaves, or something fails: nobody else notices, and nothing is lost.

    OFFENCES=1000 tests/e2e/run offenders     as often as it takes to be sure
"""
import fcntl
import multiprocessing
import os
import resource
import select
import shutil
import signal
import socket
import struct
import subprocess
import termios
import time

import steps
from harness import PATIENCE, Server, shared, until
from libssh2 import Failed, Libssh2
from stories import helper, skip

ALONE = True  # how quick the echo is for others
OFFENCES = int(os.environ.get("OFFENCES", "100"))
KEYS = 100  # at least so many echoes make a measurement
OTHER = "127.0.0.2"  # an address that no rule exempts
LEGACY = (("ssh", "legacy", "yes"),)  # libssh2 knows only older algorithms


# --- what the others feel ---

class _Typist:
    """Somebody who types a note, and how long each character took to appear."""

    def __init__(self, console):
        self.console = console
        steps.new_note(console, "escribo")
        console.quiet()
        self.typed = 0

    def echo(self):
        """Seconds from a key to the first byte that shows it: a letter, and away."""
        self.typed += 1
        began = time.monotonic()
        self.console.press("x" if self.typed % 2 else "Backspace")
        assert self.console.read(PATIENCE), "a key has no echo"
        took = time.monotonic() - began
        self.console.quiet(0.01)
        return took

    def measure(self, on=lambda: False):
        """The slowest but one of a hundred, of KEYS keys and more while on()."""
        took = []
        while len(took) < KEYS or on():
            took.append(self.echo())
        return sorted(took)[-1 - len(took) // 100]


@helper
def unnoticed(server, offence, user="luz"):
    """Nobody's echo suffers from offence(server), which runs in a process of its own;
    returns its exit code."""
    with server.console(user).home() as console:
        typist = _Typist(console)
        quiet = typist.measure()
        offender = multiprocessing.get_context("fork").Process(
            target=offence, args=(server,), daemon=True)
        offender.start()
        try:
            busy = typist.measure(offender.is_alive)
        finally:
            offender.kill()
            offender.join()
        print(f"        p99 of the echo: {quiet * 1000:.1f} ms, "
              f"meanwhile {busy * 1000:.1f} ms")
        assert busy < 4 * quiet + 0.1, f"{busy * 1000:.0f} ms, quiet {quiet * 1000:.0f} ms"
        console.press("F3")
        console.wait("Hoy (mis")
    return offender.exitcode


@helper
def knock(port, said=b"", address="127.0.0.1", reset=False):
    """Connect, say something, go."""
    with socket.socket() as s:
        s.settimeout(PATIENCE)
        s.bind((address, 0))
        try:
            s.connect(("127.0.0.1", port))
            s.sendall(said)
        except OSError:
            return
        if reset:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


@helper
def libssh2(server, user="rosa"):
    client = Libssh2(server.port)
    client.begin()
    client.log_in(user, server.dir / user)
    return client


# --- strangers ---

def strangers_who_come_and_go_do_not_end_a_slow_line():
    server = shared()
    relay = server.relay(rate=1000)
    try:
        with server.console("rosa", port=relay.port).home() as rosa:
            for i in range(OFFENCES):
                if i % 10 == 0:
                    rosa.press("Ctrl-L")  # two seconds of output wait all the time
                knock(server.port, reset=i % 2 == 1)
                rosa.read(0.01)
            rosa.press("F2", "5", "sigo en la linea")
            rosa.wait("sigo en la linea", 4 * PATIENCE)
            rosa.press("F3")
            rosa.wait("Hoy (mis", 4 * PATIENCE)
    finally:
        relay.close()


def noise_before_the_banner_is_not_noticed():
    def make_noise(server):
        noise = (os.urandom(300), b"GET / HTTP/1.1\r\n\r\n", b"SSH-1.5-old\r\n",
                 b"A" * 70000, b"SSH-2.0-x\r\n" + b"\0\4\0\0" + b"\xff" * 5000,
                 b"SSH-2.0-x\r\n" + b"\xff" * 100, b"\0" * 1000, b"\r\n" * 500)
        for i in range(OFFENCES):
            knock(server.port, noise[i % len(noise)], reset=i % 3 == 0)
    unnoticed(shared(), make_noise)


def five_hundred_half_open_connections_are_not_noticed():
    def hold(server):
        held = []
        for _ in range(500):
            s = socket.socket()
            s.setblocking(False)
            s.bind((OTHER, 0))
            s.connect_ex(("127.0.0.1", server.port))
            held.append(s)
        for s in held:  # a packet of 256 KiB that never ends
            try:
                s.send(b"SSH-2.0-x\r\n\0\4\0\0" + b"x" * 2000)
            except OSError:
                pass
        select.select([], [], [], 2)

    def strangers():
        status = server.command("status")
        return int(next(row.split()[-1] for row in status.splitlines()
                        if row.startswith(("Not logged in", "Sin ingresar"))))

    server = shared()
    unnoticed(server, hold)
    until(lambda: strangers() == 0, "the half-open connections stay")


# --- somebody with a key ---

def a_stolen_key_that_comes_and_goes_is_not_noticed():
    server = Server("--calls", "20", settings=LEGACY)

    def come_and_go(server):
        for i in range(OFFENCES):
            client = libssh2(server)
            if i % 3 != 0:
                client.channel(2 ** 15)
            client.close()
    with server:
        assert unnoticed(server, come_and_go) == 0
        until(lambda: len(server.pids("amparo-ssh")) == 0, "connections stay behind")
        assert len(server.pids("amparo-tui")) <= 2
        with server.console("rosa").home():
            pass


def _leave_after(server, steps_taken):
    """rosa connects, logs in, opens a channel, reads: as many steps of it, and is gone."""
    client = Libssh2(server.port)
    channel = None
    if steps_taken > 0:
        client.begin()
    if steps_taken > 1:
        client.log_in("rosa", server.dir / "rosa")
    if steps_taken > 2:
        channel = client.channel(2 ** 15)
    if steps_taken > 3:
        client.read(channel, 1)
    client.close()


@helper
def held(server):
    """Descriptors of each process that outlives a connection."""
    return {pid: len(os.listdir(f"/proc/{pid}/fd"))
            for name in ("amparod", "amparo-tui") for pid in server.pids(name)}


@helper
def no_more(server, before):
    """The same processes with no more descriptors; fewer, if some were just closing."""
    now = held(server)
    return now.keys() == before.keys() and all(now[pid] <= before[pid] for pid in now)


def a_client_that_leaves_at_any_step_leaves_nothing_behind():
    with Server("--calls", "20", settings=LEGACY) as server:
        with server.console("rosa").home():
            pass  # her console stays, detached
        until(lambda: not server.pids("amparo-ssh"), "her connection stays")
        before = held(server)
        for last in range(5):
            for _ in range(3):
                _leave_after(server, last)
        until(lambda: not server.pids("amparo-ssh"), "connections stay behind")

        until(lambda: no_more(server, before), "processes or descriptors stay behind")


def odd_packet_sizes_and_windows_are_not_noticed():
    def offend(server):
        for size in (0, 9, 10, 11, 64, 2 ** 32 - 1):
            for window in (0, 2 ** 21, 2 ** 32 - 1):
                try:
                    client = libssh2(server)
                    client.patience(1000)  # to a size of 0 libssh says nothing
                    client.channel(size, window)
                    select.select([client.socket], [], [], 0.3)
                except Failed:
                    pass
                client.close()
    with Server("--calls", "20", settings=LEGACY) as server:
        unnoticed(server, offend)
        until(lambda: not server.pids("amparo-ssh"), "connections stay behind")


def a_client_that_never_reads_is_not_noticed():
    def offend(server):
        """Keys that each change the screen, and nobody who looks at it."""
        client = libssh2(server)
        channel = client.channel(2 ** 15, 2 ** 31 - 1)
        client.lib.libssh2_session_set_blocking(client.session, 0)
        end = time.monotonic() + 4
        while time.monotonic() < end:
            if client.lib.libssh2_channel_write_ex(channel, 0, b"\x0c", 1) < 0:
                select.select([], [], [], 0.01)
    with Server("--calls", "20", settings=LEGACY) as server:
        assert unnoticed(server, offend) == 0


def a_paste_of_400_kB_is_not_noticed():
    def offend(server):
        marta = server.console("marta").home()
        steps.new_note(marta, "pego")
        marta.paste("otra linea de cuatrocientos mil\n" * 13000)
        marta.quiet(1)
        marta.press("F3")
        marta.wait("Hoy (")
        marta.close()
    assert unnoticed(shared(), offend) == 0


def a_storm_of_window_sizes_is_not_noticed():
    def offend(server):
        rosa = server.console("rosa").home()
        sizes = [(0, 0), (65535, 65535), (20, 8), (1, 1), (300, 120), (80, 24)]
        for i in range(20 * OFFENCES):
            _winch(rosa, *sizes[i % len(sizes)])
            rosa.read(0)
        rosa.resize(80, 24)
        rosa.press("Ctrl-L")
        rosa.wait("Hoy (mis")
        rosa.close()
    assert unnoticed(shared(), offend) == 0


def _winch(console, cols, rows):
    """The client says another size, which the emulator may not have."""
    fcntl.ioctl(console._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))


def a_key_that_nobody_can_read_ends_with_words():
    server = shared()
    if not shutil.which("puttygen") or not shutil.which("plink"):
        skip("plink or puttygen is not installed")
    key = server.home / "ed448.ppk"
    made = subprocess.run(["puttygen", "-t", "ed448", "-o", key, "--new-passphrase",
                           "/dev/null", "-q"], capture_output=True, text=True)
    if made.returncode != 0:
        skip(f"puttygen makes no ed448: {made.stderr}")
    host = subprocess.run(["ssh-keygen", "-lf", server.dir / "known_hosts"],
                          capture_output=True, text=True, check=True).stdout.split()[1]
    out = subprocess.run(["plink", "-ssh", "-batch", "-P", str(server.port), "-i", key,
                          "-hostkey", host, "rosa@127.0.0.1"], capture_output=True,
                         text=True, timeout=4 * PATIENCE, stdin=subprocess.DEVNULL)
    assert out.returncode != 0
    said = (out.stdout + out.stderr).lower()
    assert "key" in said and ("ed25519" in said or "type" in said), said


def one_user_who_logs_in_again_and_again_has_one_console():
    with Server("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            steps.new_note(rosa, "una sola consola")

        until(lambda: not server.pids("amparo-ssh"), "her connection stays")
        before = held(server)
        consoles = []
        for _ in range(max(20, OFFENCES // 5)):
            consoles.append(server.console("rosa"))
            consoles[-1].wait("retomar")
            while len(consoles) > 2:
                consoles.pop(0).close()
        last = consoles.pop()
        last.press("Enter")
        last.wait("una sola consola")
        last.close()
        until(lambda: not server.pids("amparo-ssh"), "connections stay behind")
        until(lambda: no_more(server, before), lambda: f"{before} became {held(server)}")
        assert server.ask("SELECT count(*) FROM session") == 1


# --- processes that hang ---

def a_console_that_hangs_is_replaced_and_its_draft_is_there():
    with Server("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            steps.new_note(rosa, "antes de colgarse")
            until(lambda: "colgarse" in (server.ask("SELECT body FROM draft") or ""),
                  "no draft")
            (hangs,) = server.pids("amparo-tui")
            server.kill(hangs, signal.SIGSTOP)
            with server.console("rosa") as again:
                again.home()
                assert hangs not in server.pids("amparo-tui")
                again.press("g")
                again.wait("Retomar")
                again.press("Enter")
                again.wait("antes de colgarse")
                again.press("F9", "6", "F9")
                steps.saved(again)
        sessions = server.rows("SELECT end_reason FROM session ORDER BY id")
        assert [s["end_reason"] for s in sessions][:1] == ["crashed"], sessions
        assert len(sessions) == 2, sessions


def a_connection_that_hangs_does_not_keep_her_out():
    with Server("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            steps.new_note(rosa, "sigue")
            (hangs,) = server.pids("amparo-ssh")
            server.kill(hangs, signal.SIGSTOP)
            with server.console("rosa").resume() as again:
                again.wait("sigue")
                until(lambda: hangs not in server.pids("amparo-ssh"), "it stays")


# --- the disk ---

@helper
def limit_files(server, size):
    """No process may make a file longer than size (-1: as long as it likes)."""
    for name in ("amparod", "amparo-tui"):
        for pid in server.pids(name):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, -1))


def without_room_on_the_disk_typing_goes_on_and_is_written_later():
    with Server("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            steps.new_note(rosa, "antes")
            until(lambda: "antes" in (server.ask("SELECT body FROM draft") or ""),
                  "no draft")
            limit_files(server, 8192)  # a page of the WAL: less than a draft needs
            for i in range(6):
                rosa.press(f" nada {i}")
            rosa.wait("No se pudo escribir en el disco")
            rosa.wait("nada 5")
            assert "Borrador guardado" not in rosa.screen()
            rosa.press("F9", "6", "F9")
            rosa.quiet()
            assert "Guardada" not in rosa.screen()
            rosa.kill()
        with server.console("rosa").resume() as rosa:  # her text is nowhere else
            rosa.wait("nada 5")
            limit_files(server, -1)
            until(lambda: "nada 5" in server.ask("SELECT body FROM draft"),
                  "the draft is not written by itself")
            rosa.wait("Borrador guardado")
            rosa.press("F9")
            number = steps.saved(rosa)
        assert steps.call_of(server, number)["notes"].endswith("nada 5")
        server.command("audit", "verify")


def nothing_is_called_saved_that_goes_into_a_deleted_file():
    with Server("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            steps.new_note(rosa, "antes")
            there, away = server.dir / "amparo.db", server.dir / "elsewhere"
            there.rename(away)
            rosa.press(" perdido", "F9", "6", "F9")
            rosa.wait("No se pudo escribir en el disco")
            rosa.quiet()
            assert "Guardada" not in rosa.screen()
            away.rename(there)
            rosa.press("F9")
            number = steps.saved(rosa)
        assert steps.call_of(server, number)["notes"] == "antes perdido"


# --- descriptors ---

def when_descriptors_run_out_those_who_are_here_go_on():
    with Server("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            for pid in server.pids("amparod"):
                resource.prlimit(pid, resource.RLIMIT_NOFILE, (48, 48))
            core = server.pids("amparod")[1]
            control = []
            for _ in range(40):
                s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                s.setblocking(False)
                s.connect_ex(str(server.dir / "control.sock"))
                control.append(s)
            strangers = [socket.create_connection(("127.0.0.1", server.port))
                         for _ in range(40)]
            rosa.press("F2", "5", "nadie lo nota")
            rosa.wait("nadie lo nota")
            before = _cpu(core)
            select.select([], [], [], 1)
            used = _cpu(core) - before
            assert used < 20, f"the core used {used} % of a processor"
            for s in control + strangers:
                s.close()
            with server.console("luz").home():
                rosa.press("F3")
                rosa.wait("Hoy (mis")
        logged = server.log.read_text()
        assert logged.count("descriptors") < 5, logged[-2000:]


def _cpu(pid):
    """Hundredths of a second that the process has used."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 100 // os.sysconf("SC_CLK_TCK")
