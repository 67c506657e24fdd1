# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything of SSH that is not a console is refused, and starts nothing."""
import shutil
import socket
import subprocess

from harness import PATIENCE, Server, free_port, shared, until
from stories import helper, skip


@helper
def ssh(server, *words, user="rosa", code=None, options=()):
    out = subprocess.run(["ssh", "-F", server.dir / "ssh_config", *options, user, *words],
                         capture_output=True, text=True, stdin=subprocess.DEVNULL,
                         timeout=4 * PATIENCE)
    assert code is None or out.returncode == code, (out.returncode, out.stderr)
    return out


@helper
def consoles(server):
    """The consoles there are; those of other stories may still wait for their people."""
    return server.pids("amparo-tui")


def a_command_is_refused_in_words():
    before = consoles(shared())
    out = ssh(shared(), "ls")
    assert out.returncode != 0 and not out.stdout, out
    assert consoles(shared()) == before


def a_shell_without_a_terminal_is_refused():
    before = consoles(shared())
    out = ssh(shared(), options=("-T",))
    assert out.returncode != 0, out
    assert consoles(shared()) == before


def sftp_is_refused():
    server = shared()
    if not shutil.which("sftp"):
        skip("sftp is not installed")
    before = consoles(server)
    out = subprocess.run(["sftp", "-F", server.dir / "ssh_config", "rosa"], input="ls\n",
                         capture_output=True, text=True, timeout=4 * PATIENCE)
    assert out.returncode != 0, out
    assert consoles(server) == before


def no_port_is_forwarded_to_the_far_side():
    server, port = shared(), free_port()
    with server.console("rosa", options=("-L", f"127.0.0.1:{port}:127.0.0.1:22")) as rosa:
        rosa.welcome()
        with socket.create_connection(("127.0.0.1", port)) as through:
            through.settimeout(PATIENCE)
            assert through.recv(100) == b"", "a forwarded connection carries something"
        rosa.press("F3")
        rosa.wait("Hoy (mis")


def no_port_is_opened_on_the_far_side():
    server, port = shared(), free_port()
    out = ssh(server, options=("-N", "-o", "ExitOnForwardFailure=yes", "-R",
                               f"{port}:127.0.0.1:22"))
    assert out.returncode != 0, out
    with socket.socket() as s:
        assert s.connect_ex(("127.0.0.1", port)) != 0


def the_environment_is_not_taken():
    with shared().console("rosa", env={"LANGUAGE": "en", "AMPARO_X": "1"},
                          options=("-o", "SendEnv=LANGUAGE AMPARO_*")).home() as rosa:
        for tui in consoles(shared()):
            with open(f"/proc/{tui}/environ", "rb") as file:
                assert b"AMPARO_X" not in file.read()
        assert "Hoy (mis" in rosa.screen()


def a_second_channel_is_refused_and_harms_nobody():
    server = shared()
    control = server.home / "mux"
    with server.console("rosa", options=("-M", "-S", control)).home() as rosa:
        until(control.exists, "the first connection offers no channel")
        out = subprocess.run(["ssh", "-F", server.dir / "ssh_config", "-S", control,
                              "rosa", "ls"], capture_output=True, text=True,
                             stdin=subprocess.DEVNULL, timeout=4 * PATIENCE)
        assert out.returncode != 0, out
        rosa.press("F2")
        rosa.wait("Motivo")
        rosa.press("F3")


def a_stranger_and_a_disabled_user_look_the_same():
    with Server("--calls", "20") as server:
        server.command("user", "disable", "luz")
        luz = ssh(server, user="luz")
        stranger = ssh(server, user="luz", options=("-o", "User=nobody-here"))
        assert luz.returncode == stranger.returncode == 255
        assert luz.stderr.replace("luz", "X") == \
            stranger.stderr.replace("nobody-here", "X"), (luz.stderr, stranger.stderr)


def ssh_audit_finds_only_what_is_known():
    if not shutil.which("ssh-audit"):
        skip("ssh-audit is not installed")
    out = subprocess.run(["ssh-audit", "-p", str(shared().port), "-l", "warn",
                          "--no-colors", "127.0.0.1"], capture_output=True, text=True,
                         timeout=4 * PATIENCE)
    faults = [row for row in out.stdout.splitlines()
              if ("[fail]" in row or "[warn]" in row) and "kex-strict" not in row]
    assert not faults, "\n".join(faults)
