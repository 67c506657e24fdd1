#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of a running Amparo, as ratios beside sshd and dropbear on the same machine.

  bench.py BUILD_DIR [--sessions 20,100] [--keys 40] [--saves 200]

Memory is PSS (smaps_rollup) of every process of the server, divided by the operators that are logged in.
For sshd and dropbear the memory of their own processes per connection is measured with an idle command, and
the console's own share (amparo-tui, measured here) is added: what the same console would cost behind them.
Times are medians and 99th percentiles of the client's pty, in one run, side by side; take the ratios.
Memory is taken when every operator has rested for three seconds (a console at rest gives memory back), and
again right after all of them opened a call.
Everything listens on 127.0.0.1 only, and is ended by its own pid.
"""
import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time

DEADLINE = 30
REST = 3  # seconds; a console rests after two


def free_port():
    """A port below the ephemeral range that nobody listens on."""
    for port in range(21000, 21900):
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    sys.exit("no free port")


def pss_kib(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as f:
            for line in f:
                if line.startswith("Pss:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def children(pid):
    """pid and all that descend from it, with their names."""
    found, parents = {}, {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as f:
                text = f.read()
        except OSError:
            continue
        name = text[text.index("(") + 1:text.rindex(")")]
        parents[int(entry)] = (int(text[text.rindex(")") + 2:].split()[1]), name)
    wanted = {pid}
    while True:
        more = {p for p, (parent, _) in parents.items() if parent in wanted and p not in wanted}
        if not more:
            break
        wanted |= more
    for p in wanted:
        if p in parents:
            found[p] = parents[p][1]
    return found


class Client:
    """One real client on a pty of 80 x 24."""

    def __init__(self, argv, term="xterm-256color"):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = term
            os.execvp(argv[0], argv)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = b""

    def read(self, deadline):
        """Some bytes, or b"" when nothing came until the deadline or at the end."""
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self.fd], [], [], deadline - time.monotonic())
            if not ready:
                return b""
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return b""
            # a terminal answers: it has drawn (5n), where the cursor is (6n)
            for _ in range(data.count(b"\x1b[5n")):
                self.send(b"\x1b[0n")
            for _ in range(data.count(b"\x1b[6n")):
                self.send(b"\x1b[1;2R")
            self.seen += data
            return data
        return b""

    def wait_for(self, text):
        deadline = time.monotonic() + DEADLINE
        while text not in self.seen:
            if not self.read(deadline):
                raise TimeoutError(f"{text!r} did not come; seen {self.seen[-300:]!r}")

    def quiet(self, seconds):
        """Read until nothing comes for so long."""
        while self.read(time.monotonic() + seconds):
            pass

    def send(self, data):
        os.write(self.fd, data)

    def end(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def percentile(values, p):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * p / 100))]


def row(*cells):
    print("  " + "  ".join(f"{c:<44}" if i == 0 else f"{c:>14}" for i, c in enumerate(cells)), flush=True)


class Amparo:
    """A demo server of the build, with so many operators."""

    def __init__(self, build, directory, calls):
        self.dir = os.path.join(directory, "demo")
        self.build = build
        argv = [os.path.join(build, "amparod"), "--demo", "--dir", self.dir, "--port", str(free_port()),
                "--no-callers"]
        if calls:
            argv += ["--calls", str(calls)]
        # pylint: disable=consider-using-with
        self.server = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.server.stdout:
            if line.strip() == "ready":
                break
        else:
            sys.exit("the demo server did not start")

    def command(self, *words, check=True):
        argv = [os.path.join(self.build, "amparo"), "-c", os.path.join(self.dir, "amparo.conf"), *words]
        return subprocess.run(argv, check=check, capture_output=True, text=True)

    def operators(self, count):
        """Accounts bench001 ... with a key each; returns their logins."""
        logins = [f"bench{i:03d}" for i in range(1, count + 1)]
        for login in logins:
            key = os.path.join(self.dir, login)
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
            self.command("user", "add", login, "--name", login, "--role", "operator")
            self.command("key", "add", login, key + ".pub")
        return logins

    def ssh(self, login):
        return ["ssh", "-F", os.path.join(self.dir, "ssh_config"), "-o", f"IdentityFile={self.dir}/{login}",
                "-l", login, "rosa"]

    def end(self):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(timeout=20)


def other_server(kind, directory):
    """sshd or dropbear on loopback for this user; (process, ssh arguments) or None."""
    host_key, user_key = os.path.join(directory, kind + "_host"), os.path.join(directory, kind + "_user")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", user_key], check=True)
    port, user = free_port(), os.environ.get("USER") or "root"
    home = os.path.join(directory, kind + "_home")
    os.makedirs(os.path.join(home, ".ssh"), mode=0o700)
    authorized = os.path.join(home, ".ssh", "authorized_keys")
    shutil.copy(user_key + ".pub", authorized)
    if kind == "sshd":
        if not os.path.exists("/usr/sbin/sshd"):
            return None
        os.makedirs("/run/sshd", exist_ok=True)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", host_key], check=True)
        config = os.path.join(directory, "sshd_config")
        with open(config, "w", encoding="ascii") as f:
            f.write(f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {host_key}\nAuthorizedKeysFile {authorized}\n"
                    "StrictModes no\nUsePAM no\nMaxStartups 300\nMaxSessions 300\nPidFile none\nPrintMotd no\n")
        argv = ["/usr/sbin/sshd", "-D", "-f", config]
    else:
        if shutil.which("dropbear") is None:
            return None
        subprocess.run(["dropbearkey", "-t", "ed25519", "-f", host_key], check=True, capture_output=True)
        # dropbear reads ~/.ssh/authorized_keys of the account: it gets a home of its own in a mount namespace
        if os.geteuid() != 0 or shutil.which("unshare") is None:
            return None
        script = 'mount --bind "$1" "$2" && shift 2 && exec "$@"'
        argv = ["unshare", "-m", "sh", "-c", script, "sh", home, os.path.expanduser("~"),
                "dropbear", "-F", "-E", "-r", host_key, "-p", f"127.0.0.1:{port}", "-P", host_key + ".pid"]
    # pylint: disable=consider-using-with
    server = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ssh = ["ssh", "-F", "none", "-p", str(port), "-i", user_key, "-o", "StrictHostKeyChecking=no",
           "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-tt", f"{user}@127.0.0.1"]
    return server, ssh


def wait_port(argv):
    """Wait until the server of an ssh command line answers."""
    deadline = time.monotonic() + DEADLINE
    while subprocess.run(argv + ["true"], stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode:
        if time.monotonic() > deadline:
            return False
    return True


def memory_of_others(kind, count, directory):
    """KiB per connection of the server's own processes, the command's left out; and connect times."""
    started = other_server(kind, directory)
    if started is None:
        row(kind, "skipped: not installed, or not root")
        return None
    server, ssh = started
    try:
        if not wait_port(ssh):
            row(kind, "did not answer")
            return None
        times = []
        for _ in range(10):
            start = time.monotonic()
            c = Client(ssh + ["printf first; exec cat"])
            c.wait_for(b"first")
            times.append(1000 * (time.monotonic() - start))
            c.end()
        clients = []
        for _ in range(count):  # one after the other: dropbear takes five strangers of one address
            clients.append(Client(ssh + ["stty -echo raw; printf first; exec cat"]))
            clients[-1].wait_for(b"first")
        # cat and the login shell stand for the console: not counted
        total = sum(pss_kib(p) for p, name in children(server.pid).items() if name in ("sshd", "dropbear"))
        echo = echo_times(clients, 20)
        for c in clients:
            c.end()
        return {"pss": total / count, "connect": times, "echo": echo}
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def echo_times(clients, keys):
    """Milliseconds from a key to its echo, each client in turn, all of them connected."""
    times = []
    for _ in range(keys):
        for c in clients[:10]:
            start = time.monotonic()
            c.send(b"e")
            if c.read(start + 5):
                times.append(1000 * (time.monotonic() - start))
    return times


def login(amparo, name):
    c = Client(amparo.ssh(name))
    c.wait_for(b"Enter")
    c.quiet(0.3)
    return c


def memory(pid, count):
    """KiB per operator of the processes below pid, by name."""
    by_name = {}
    for p, name in children(pid).items():
        by_name[name] = by_name.get(name, 0) + pss_kib(p) / count
    return by_name


def bare_insert(directory, count):
    """Microseconds of an insert with one column, WAL and FULL: what any durable row costs here."""
    db = sqlite3.connect(os.path.join(directory, "bare.db"), isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE t (x TEXT)")
    times = []
    for i in range(count):
        start = time.monotonic()
        db.execute("INSERT INTO t VALUES (?)", (str(i),))
        times.append(1e6 * (time.monotonic() - start))
    db.close()
    return times


def measure_store(build, directory, count):
    """Opening and closing a call beside a bare insert, in turn on the same disk."""
    bare = bare_insert(directory, count)
    out = subprocess.run([os.path.join(build, "tests/bench/bench_store"), directory, str(count)],
                         check=True, capture_output=True, text=True).stdout
    rows = {"bare insert": (percentile(bare, 50), percentile(bare, 99))}
    for line in out.splitlines():
        what, median, worst = line.split()
        rows[what + " a call"] = (float(median), float(worst))
    return rows


def measure_amparo(build, directory, counts, keys, calls):
    amparo = Amparo(build, directory, calls)
    results = {}
    try:
        names = amparo.operators(max(counts) + 10)
        clients = []
        for count in counts:
            while len(clients) < count:
                clients.append(login(amparo, names[len(clients)]))
            clients[-1].quiet(REST)
            results[count] = memory(amparo.server.pid, count)
        for c in clients:
            c.send(b"\r")
            c.quiet(0.3)
        for c in clients:
            c.send(b"\x1b[12~5")  # F2, danger: the next key lands in the notes
        for c in clients:
            c.quiet(0.02)
        working = memory(amparo.server.pid, counts[-1])
        times = []
        for name in names[-10:]:  # their consoles stay: not before memory is taken
            start = time.monotonic()
            c = Client(amparo.ssh(name))
            c.wait_for(b"Enter")
            times.append(1000 * (time.monotonic() - start))
            c.end()
        for c in clients:
            c.quiet(0.1)
        echo = echo_times(clients, keys)
        for c in clients:
            c.end()
        return {"pss": results, "working": working, "connect": times, "echo": echo}
    finally:
        amparo.end()


def show_memory(ours, others, counts):
    print("Memory per logged-in operator, KiB PSS (and amparo as a part of it)")
    for count, parts in ours["pss"].items():
        for name, value in sorted(parts.items()):
            row(f"amparo, {count} operators: {name}", f"{value:.0f}")
        row(f"amparo, {count} operators: all", f"{sum(parts.values()):.0f}")
    row(f"amparo, {counts[-1]} operators at work: all", f"{sum(ours['working'].values()):.0f}")
    parts = ours["pss"][counts[-1]]
    for kind, got in others.items():
        if got:
            total = got["pss"] + parts.get("amparo-tui", 0)
            row(f"{kind} + amparo-tui, {counts[-1]} operators", f"{total:.0f}",
                f"{sum(parts.values()) / total:.2f}")


def show_times(title, name, ours, others, what):
    print(title + " (median, 99th percentile, median of amparo / this)")
    mine = percentile(ours[what], 50)
    row(name, f"{mine:.2f}", f"{percentile(ours[what], 99):.2f}")
    for kind, got in others.items():
        if got and got[what]:
            median = percentile(got[what], 50)
            row(kind, f"{median:.2f}", f"{percentile(got[what], 99):.2f}", f"{mine / median:.2f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--sessions", default="20,100")
    parser.add_argument("--keys", type=int, default=40)
    parser.add_argument("--calls", type=int, default=0)
    parser.add_argument("--saves", type=int, default=200)
    args = parser.parse_args()
    counts = sorted(int(n) for n in args.sessions.split(","))
    directory = tempfile.mkdtemp(prefix="amparo-bench-")
    os.chmod(directory, 0o755)
    try:
        saves = measure_store(args.build, directory, args.saves)
        ours = measure_amparo(args.build, directory, counts, args.keys, args.calls)
        others = {kind: memory_of_others(kind, counts[-1], directory) for kind in ("sshd", "dropbear")}
    finally:
        shutil.rmtree(directory)

    show_memory(ours, others, counts)
    show_times("Connect to first screen, ms", "amparo", ours, others, "connect")
    show_times(f"Echo of a key with {counts[-1]} connected, ms", "amparo, notes of a call", ours, others, "echo")
    bare = saves["bare insert"][0]
    print("Saving with synchronous=FULL, us (median, 99th percentile, median / bare insert)")
    for what, (median, worst) in saves.items():
        row(what, f"{median:.0f}", f"{worst:.0f}", f"{median / bare:.2f}")


if __name__ == "__main__":
    main()
