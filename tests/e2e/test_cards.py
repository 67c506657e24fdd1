# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards: what to say and to ask, one key away, as supervision wrote it last."""
import re

from harness import Server

PAGE_MAX = 1400
WORDS = "Pregunte si hay una salida trasera."


def what_a_supervisor_writes_an_operator_reads_with_one_key_in_her_call():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        rosa.press("F2", "5")
        rosa.wait("Peligro")
        size, frames = rosa.cost("F1", shows="¿Puede hablar?")
        assert size <= PAGE_MAX and frames == 1, (size, frames)
        rosa.wait(re.compile(r"Versión 1, .* Práctica de líneas de ayuda"))
        assert WORDS not in rosa.screen()
        rosa.press("F3")
        rosa.press("dos palabras")
        rosa.wait("dos palabras")
        # rewritten, with its source
        marta.press("F10", "fichas", "Enter", "Down", "Enter")
        marta.wait("¿Puede hablar?")
        before = marta.pressed
        marta.press("e", "Tab", "Ctrl-U", "Acta del equipo, mayo", "Tab", "Tab", WORDS)
        marta.wait(WORDS)
        marta.press("F9")
        marta.wait("Ficha guardada: las operadoras ya ven esta versión")
        keys = marta.pressed - before - len(WORDS) - len("Acta del equipo, mayo")
        assert keys == 6, keys
        # and read where it is needed: nothing of the call has moved
        rosa.press("F1")
        rosa.wait(WORDS)
        rosa.wait(re.compile(r"Versión 2, .*Marta\. Acta del equipo, mayo"))
        rosa.press("F3")
        rosa.wait("dos palabras")
        # the old one is not lost, and comes back as a new version
        marta.press("h")
        marta.wait("Versiones de la ficha")
        marta.press("Down", "Enter")
        marta.wait("solo en esta, + solo en la que vale")
        marta.press("Enter")
        marta.wait(re.compile("s/n"))
        marta.press("s")
        marta.wait("Esta versión vuelve a valer, como versión nueva")
        rosa.press("F1")
        rosa.wait(re.compile(r"Versión 3, .*Marta"))
        assert WORDS not in rosa.screen()
        rows = server.rows("SELECT version, source, made_by FROM guide WHERE card = 'speak'"
                           " AND lang = 'es' ORDER BY version")
        assert [r["version"] for r in rows] == [1, 2, 3], rows
        assert rows[1]["source"] == "Acta del equipo, mayo" and rows[0]["made_by"] is None, rows


def an_operator_reads_cards_and_does_not_write_them():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        rosa.press("F10", "fichas", "Enter", "Enter")
        rosa.wait("Versión 1")
        assert "Editar" not in rosa.row(24), rosa.row(24)
        rosa.press("e")
        rosa.quiet()
        assert "Versión nueva" not in rosa.row(1), rosa.row(1)
        assert not server.rows("SELECT 1 FROM guide WHERE version > 1")
