# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes die at random while calls are logged: no call that was shown as saved is lost.
The keeper of amparod is one of them: then everything ends, and starts anew.

    SOAK_KILLS=200 SOAK_CALLS=2000 SOAK_SEED=7 tests/e2e/run soak     (make soak)
"""
import os
import random
import re
import threading
import time

import steps
from harness import PATIENCE, Server
from stories import helper

KILLS = int(os.environ.get("SOAK_KILLS", "10"))
CALLS = int(os.environ.get("SOAK_CALLS", "100"))
SEED = int(os.environ.get("SOAK_SEED", "0")) or random.randrange(1, 10_000)
VICTIMS = ("ssh", "amparo-ssh", "amparo-tui", "amparod", "keeper")
HOME = re.compile(r"Hoy \(mis")
LOGIN = re.compile(r"F4 lo cambia")


class Person:
    """Logs calls for ever, whatever happens to her connection."""

    def __init__(self, server, user, share, seed):
        self.server, self.user, self.share = server, user, share
        self.chance = random.Random(seed)
        self.shown = {}      # note: number that was shown as saved
        self.tries = self.ends = 0
        self.console = None
        self.fault = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        try:
            while len(self.shown) < self.share:
                self._log_one()
        except Exception as wrong:  # told by the story
            self.fault = wrong

    def _log_one(self):
        self.tries += 1
        note = f"{self.user}-{self.tries:05d} no cuelgue"
        try:
            self._at_home()
            self.console.press("F2", "5", note, "F9", "6", "F9")
            self.shown[note] = steps.saved(self.console, 30)
        except AssertionError:
            if self.console is None or not self.console.ended:
                raise
            self.ends += 1
            self.console.close()
            self.console = None

    def _at_home(self):
        """Log in if the connection has ended; go home."""
        end, seen = time.monotonic() + 4 * PATIENCE, ""
        while self.console is None:
            assert time.monotonic() < end, \
                f"{self.user} cannot log in: {seen}\n{self.server.logged()}"
            console = self.server.console(
                self.user, term=self.chance.choice(("xterm", "vt100", "putty", "linux")))
            try:
                console.wait(LOGIN)
                self.console = console
            except AssertionError:
                if not console.ended:
                    raise
                seen = console.screen().strip()
                console.close()
        if not HOME.search(self.console.screen()):
            self.console.press("F3")
            self.console.wait(HOME)


@helper
def victim(server, people, chance):
    """A process of the kind that chance wants, or None."""
    kind = chance.choice(VICTIMS)
    if kind == "ssh":
        pids = [c.process.pid for p in people if (c := p.console) is not None]
    elif kind == "amparod":
        pids = server.cores()
    elif kind == "keeper":
        pids = [server.process.pid]
    else:
        pids = server.pids(kind)
    return chance.choice(pids) if pids else None


@helper
def kill_at_random(server, people, chance):
    """KILLS kills, spread over the calls; returns how many, and how many of the keeper."""
    done = keepers = 0
    while any(p.thread.is_alive() for p in people):
        logged = sum(len(p.shown) for p in people)
        if done < KILLS and logged >= (done + chance.random()) * CALLS / KILLS:
            pid = victim(server, people, chance)
            if pid is not None:
                server.kill(pid)
                done += 1
                if pid == server.process.pid:
                    server.again()
                    keepers += 1
        people[0].thread.join(0.01)
    return done, keepers


def no_call_that_was_shown_as_saved_is_lost():
    with Server("--calls", "50") as server:
        # operators: on a supervisor's console an alert may take the place of "Saved"
        people = [Person(server, user, CALLS // 2, SEED + i)
                  for i, user in enumerate(("rosa", "luz"))]
        for person in people:
            person.thread.start()
        kills, keepers = kill_at_random(server, people, random.Random(SEED))
        for person in people:
            assert person.fault is None, f"seed {SEED}: {person.user}: {person.fault}"
        assert kills >= KILLS * 8 // 10, f"only {kills} kills"
        assert keepers > 0 or KILLS < 50, f"seed {SEED}: the keeper was never chosen"
        rows = {}
        for row in server.rows("SELECT number, status, notes FROM call WHERE notes LIKE"
                               " '%no cuelgue'"):
            rows.setdefault(row["notes"], []).append(row)
        for person in people:
            for note, number in person.shown.items():
                found = [r for r in rows.get(note, []) if r["status"] == "closed"]
                assert [r["number"] for r in found] == [number], \
                    f"seed {SEED}: {note} was saved as {number}, found {rows.get(note)}"
        assert server.ask("PRAGMA integrity_check") == "ok"
        assert server.ask("PRAGMA foreign_key_check") is None
        server.command("audit", "verify")
        print(f"        seed {SEED}: {kills} kills, {keepers} of the keeper, "
              f"{sum(p.ends for p in people)} connections ended, "
              f"{sum(len(p.shown) for p in people)} calls saved")
