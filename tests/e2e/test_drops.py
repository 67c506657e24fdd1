# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines drop, programs die: what was typed is there."""
import json
import signal

import steps
from harness import Server, shared, until

NOTE = ("La adolescente salió de Nauta hace tres semanas con una señora conocida del "
        "barrio; llamó llorando y dijo que no la dejan salir ")


def a_killed_client_finds_form_field_and_text_again_on_another_terminal():
    server = shared()
    with server.console("rosa", term="xterm-256color").home() as rosa:
        steps.new_note(rosa, NOTE)
        rosa.press("ahora")
        rosa.wait("ahora")
        rosa.kill()
    with server.console("rosa", term="vt100", rows=30, cols=100).resume() as rosa:
        rosa.wait("ahora")
        rosa.press("MISMO")
        rosa.wait("ahoraMISMO")  # the caret stood behind the last character
        rosa.press("F3")


def a_newer_login_takes_the_console_over():
    server = shared()
    with server.console("rosa").home() as first:
        steps.new_note(first, "primera línea")
        with server.console("rosa", term="linux").resume() as second:
            second.wait("primera línea")
            first.wait_end()
            second.press("F3")


def a_killed_console_loses_at_most_twenty_characters():
    with Server("--calls", "50") as server:
        with server.console("luz").home() as luz:
            luz.press("F2", "5")
            luz.wait("Peligro")
            for word in NOTE.split():
                luz.press(word + " ")
                luz.wait(word)
            (pid,) = server.pids("amparo-tui")
            server.kill(pid)
            luz.wait_end()
        kept = server.ask("SELECT body FROM draft WHERE discarded_at IS NULL"
                          " ORDER BY saved_at DESC LIMIT 1")
        notes = json.loads(kept).get("notes", "") if kept else ""
        assert NOTE.startswith(notes.rstrip()), notes
        assert len(NOTE) - len(notes) <= 21, f"{len(NOTE) - len(notes)} are gone"
        with server.console("luz").welcome() as luz:
            luz.press("F3")
            luz.wait("Mis borradores")


def a_killed_amparod_comes_back_and_consoles_go_on():
    with Server("--calls", "50") as server:
        with server.console("rosa").home() as rosa:
            steps.new_note(rosa, "antes de la caída")
            (core,) = server.cores()
            server.kill(core)
            rosa.press(" y después")
            rosa.wait("antes de la caída y después")
            until(lambda: server.cores() not in ([], [core]), "amparod is not back")
            with server.console("luz").home() as luz:
                number, _ = steps.log_call(luz, "service")
                steps.must_be(server, number, steps.CALLS["service"][2])
            rosa.press("F9", "6", "F9")
            steps.must_be(server, steps.saved(rosa), {"motive": "motive.danger"})


def sigterm_says_goodbye_and_keeps_the_draft():
    with Server("--calls", "50") as server:
        rosa = server.console("rosa").home()
        steps.new_note(rosa, "a medio escribir")
        server.kill(server.process.pid, signal.SIGTERM)
        rosa.wait_end()
        assert server.process.wait(20) == 0
        assert not rosa.terminal.alternate, "the screen stays behind"
        assert "a medio escribir" not in rosa.screen(), "text stays on the desk"
        server._launch()
        with server.console("rosa").welcome() as again:
            again.wait("borrador")
        kept = server.ask("SELECT body FROM draft WHERE discarded_at IS NULL"
                          " ORDER BY saved_at DESC LIMIT 1")
        assert "a medio escribir" in kept, kept
