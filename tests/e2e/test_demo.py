# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/demo: what a newcomer tries first, a client that is killed in the middle."""
import os
import pathlib
import shutil
import signal
import tempfile

import harness
from harness import PATIENCE, Console, children, free_port, program, runs, until
from stories import BUILD, TOP, helper

AGAIN = "Enter logs rosa in again"


class Demo:
    """The script in a directory of its own, where nothing has to be installed or built."""

    def __enter__(self):
        program("amparod")
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="amparo-"))
        self.consoles, self.port = [], 0
        (self.home / "scripts").mkdir()
        shutil.copy(TOP / "scripts/demo", self.home / "scripts")
        for name in ("install", "build"):
            (self.home / "scripts" / name).write_text("#!/bin/sh\n")
            (self.home / "scripts" / name).chmod(0o755)
        (self.home / "build-demo").symlink_to(BUILD)
        return self

    def __exit__(self, *_):
        for console in list(self.consoles):
            console.close()
        shutil.rmtree(self.home)


@helper
def start(demo, user, port, options):
    return [demo.home / "scripts/demo", "--port", str(free_port()), "--calls", "20",
            "--no-callers"]


harness.CLIENTS["demo"] = ("bash", start)


@helper
def below(console, name):
    """The processes of that name under the script."""
    return [pid for pid in children(console.process.pid)
            if runs(pid, pathlib.Path(name))]


@helper
def kill_client(console):
    client = until(lambda: below(console, shutil.which("ssh")), "no ssh runs")[0]
    os.kill(client, signal.SIGKILL)
    console.wait(AGAIN)


def a_killed_client_leaves_a_terminal_that_works_and_the_demo_ends_with_q():
    with Demo() as demo, Console(demo, client="demo") as rosa:
        rosa.wait("F4 lo cambia", 4 * PATIENCE)
        rosa.press("F3")
        rosa.wait("Hoy (mis llamadas")
        rosa.press("F2", "2", "s", "961555877", "Enter", "la tía")
        rosa.quiet()
        kill_client(rosa)
        assert "Motivo" not in rosa.screen(), rosa.screen()
        rosa.press("Enter")
        rosa.wait("Sigue abierto: Llamada L")
        rosa.press("Enter")
        rosa.wait("la tía")
        servers = below(rosa, program("amparod"))
        assert servers, "no server runs"
        kill_client(rosa)
        rosa.press("q", "Enter")
        assert rosa.wait_end() == 0
        until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in servers),
              "the server goes on")
