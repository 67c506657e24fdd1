# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody sets the clock on the wall: by an hour, by ten years.  Whoever works goes on,
nothing is lost or numbered twice, nobody is thrown out, and the audit says it."""
import json
import os
import pathlib
import struct
import subprocess

import steps
from harness import BUILD, Server, until
from stories import helper, skip

HERE = pathlib.Path(__file__).resolve().parent
HOUR, YEARS = 3600, 10 * 365 * 86400


class _Clock(Server):
    """A server whose programs see a clock that set() puts forward or back."""

    def __enter__(self):
        if "AMPARO_SANITIZERS 1" in (BUILD / "config.h").read_text():
            skip("the sanitizers want to be loaded first")
        shim, self.file = self.home / "clock.so", self.home / "clock"
        made = subprocess.run([*os.environ.get("CC", "cc").split(), "-shared", "-fPIC", "-o",
                               shim, HERE / "clock.c", "-ldl"], capture_output=True, text=True)
        assert made.returncode == 0, made.stderr
        self.file.write_bytes(bytes(8))
        # the children's environment is not ours: each is started by a script that says it
        programs = self.home / "programs"
        programs.mkdir()
        for name in ("amparo-ssh", "amparo-tui"):
            script = programs / name
            script.write_text(f"#!/bin/sh\nexec env LD_PRELOAD='{shim}' AMPARO_CLOCK="
                              f"'{self.file}' '{BUILD / name}' \"$@\"\n")
            script.chmod(0o755)
        self.options += ("--programs", programs)
        os.environ |= {"LD_PRELOAD": str(shim), "AMPARO_CLOCK": str(self.file)}
        try:
            return super().__enter__()
        finally:
            for name in ("LD_PRELOAD", "AMPARO_CLOCK"):
                del os.environ[name]

    def set(self, seconds):
        """The clock is now so many seconds off."""
        with open(self.file, "r+b") as file:
            file.write(struct.pack("=q", seconds))


@helper
def newest(server):
    return server.rows("SELECT id, number, status FROM call ORDER BY id DESC LIMIT 1")[0]


def a_clock_that_is_set_loses_nothing_and_throws_nobody_out():
    with _Clock("--calls", "20") as server, server.console("rosa").home() as rosa:
        with server.console("luz").home() as luz:
            steps.new_note(luz, "sigue aquí")
            luz.kill()  # detached: she may come back within half an hour
            until(lambda: "detached" in server.command("who"), "she is not detached")
        consoles = server.pids("amparo-tui")
        seen = set()
        for off in (-HOUR, HOUR, -YEARS, YEARS, 0):
            before = newest(server)
            steps.new_note(rosa, "antes de las doce")
            server.set(off)
            rosa.press(" y después")
            until(lambda: "y después" in " ".join(
                r["body"] for r in server.rows("SELECT body FROM draft")),
                f"the draft was not written after {off} s")
            rosa.press("F9", "6", "F9")
            number = steps.saved(rosa)
            call = newest(server)
            assert call["id"] > before["id"] and call["number"] == number, (off, call)
            assert call["status"] == "closed", (off, call)
            assert steps.call_of(server, number)["notes"] == "antes de las doce y después"
            assert number not in seen, f"{number} was given twice"
            seen.add(number)
            rosa.wait("Hoy (mis")  # neither locked nor thrown out
        with server.console("luz").resume() as luz:
            luz.wait("sigue aquí")
        assert server.pids("amparo-tui") == consoles, "it is not the console that she left"
        jumps = [json.loads(r["detail"])["seconds"] for r in server.rows(
            "SELECT detail FROM audit WHERE entity = 'clock' ORDER BY id")]
        wanted = (-HOUR, 2 * HOUR, -YEARS - HOUR, 2 * YEARS, -YEARS)
        assert len(jumps) == len(wanted) and all(
            abs(a - b) <= 2 for a, b in zip(jumps, wanted)), jumps
        assert server.ask("PRAGMA integrity_check") == "ok"
        server.command("audit", "verify")


def a_server_that_starts_with_a_clock_that_is_behind_goes_on():
    with _Clock("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            steps.log_call(rosa, "service")
        before = newest(server)
        server.kill(server.process.pid)
        server.set(-YEARS)
        os.environ |= {"LD_PRELOAD": str(server.home / "clock.so"),
                       "AMPARO_CLOCK": str(server.file)}
        try:
            server.again()
        finally:
            del os.environ["LD_PRELOAD"], os.environ["AMPARO_CLOCK"]
        with server.console("rosa").home() as rosa:
            steps.log_call(rosa, "service")
        call = newest(server)
        assert call["id"] > before["id"] and call["number"] != before["number"], call
        server.command("audit", "verify")
