# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full, or may only be read: it is said in words, nothing is called saved
that is not, and what was typed is written once there is room again."""
import contextlib
import os
import pathlib
import subprocess
import tempfile

import steps
from harness import Server, program, until
from stories import helper, skip


@helper
@contextlib.contextmanager
def small_disk(megabytes):
    """A directory that holds no more."""
    if os.geteuid() != 0:
        skip("only root may mount a small disk")
    path = pathlib.Path(tempfile.mkdtemp(prefix="amparo-disk-"))
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", path],
                          capture_output=True, text=True)
    try:
        if made.returncode != 0:
            skip(f"no small disk can be mounted here: {made.stderr.strip()}")
        yield path
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", "-l", path], check=True)
        path.rmdir()


@helper
def fill(path):
    """Leave no byte; returns the file to delete."""
    ballast = path / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass
    return ballast


def a_full_disk_is_said_and_what_was_typed_is_written_later():
    with small_disk(40) as disk, Server("--calls", "20", keep=disk) as server:
        with server.console("rosa").home() as rosa:
            steps.new_note(rosa, "antes")
            until(lambda: "antes" in (server.ask("SELECT body FROM draft") or ""),
                  "no draft")
            ballast = fill(disk)
            for i in range(40):  # until the room that SQLite had in its files is used up
                rosa.press(f" palabra {i:02d} que no cabe en ninguna parte")
                rosa.wait(f"{i:02d} que no")
                rosa.press("Tab")
                rosa.quiet(0.05)
                if "El disco está lleno" in rosa.screen():
                    break
                steps_back(rosa)
            rosa.wait("El disco está lleno")
            assert "Borrador guardado" not in rosa.screen()
            rosa.press("F9", "6", "F9")
            rosa.quiet()
            assert "Guardada" not in rosa.screen()
            with server.console("luz") as luz:  # nobody new can be let in
                luz.wait_end()
                assert "El disco esta lleno" in luz.screen(), luz.screen()
            rosa.kill()
        last = f"{i:02d} que no cabe en ninguna parte"
        with server.console("rosa").resume() as rosa:
            rosa.wait(last)
            ballast.unlink()
            until(lambda: last in server.ask("SELECT body FROM draft"),
                  "the draft is not written by itself")
            rosa.press("F9")
            number = steps.saved(rosa)
        assert steps.call_of(server, number)["notes"].endswith(last)
        assert server.ask("PRAGMA integrity_check") == "ok"
        server.command("audit", "verify")
        with server.console("luz").home():
            pass


@helper
def steps_back(console):
    """From the field behind the notes to their end."""
    console.press("Up", "End")
    console.quiet(0.05)


def a_disk_that_may_only_be_read_is_said_before_anybody_logs_in():
    with small_disk(40) as disk:
        with Server("--calls", "20", keep=disk) as server:
            pass
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        out = server.command("user", "list", code=1)
        assert out == "", out
        words = [program("amparo"), "-c", server.dir / "amparo.conf", "user", "list"]
        said = subprocess.run(words, capture_output=True, text=True).stderr
        assert "The database is read-only." in said, said
        words = [program("amparod"), "-c", server.dir / "amparo.conf"]
        tried = subprocess.run(words, capture_output=True, text=True, timeout=60)
        assert tried.returncode == 78, tried
        assert "amparo.conf:3: data.database" in tried.stderr, tried.stderr
