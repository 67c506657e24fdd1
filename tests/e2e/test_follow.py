# SPDX-License-Identifier: GPL-3.0-or-later
"""What was promised, and a rescue: over a real connection."""
import re
import sqlite3
import time

from harness import Server
from stories import helper


@helper
def write(server, sql, *values):
    db = sqlite3.connect(str(server.dir / "amparo.db"), timeout=20)
    db.execute(sql, values)
    db.commit()
    db.close()


@helper
def who(server, login):
    return server.ask("SELECT id FROM operator WHERE login = ?", login)


def the_agenda_costs_little_and_each_thing_done_is_taken_back():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        now, me = int(time.time()), who(server, "rosa")
        for i in range(12):
            write(server, "INSERT INTO followup (call_id, due_at, operator_id, kind, note,"
                  " made_at, made_by) VALUES (?, ?, ?, 'callback', 'por la tía', ?, ?)",
                  server.ask("SELECT max(id) FROM call") - i, now + 3600 * (i + 1),
                  me, now, me)
        assert rosa.cost("a", shows="Semana")[0] <= 1400
        assert rosa.cost("Down")[0] <= 30
        rosa.press("d")
        rosa.wait("resultó")
        rosa.press("Confirma", "Enter")
        rosa.wait("Seguimiento hecho")
        assert server.ask("SELECT result FROM followup WHERE done_at > 0") == "Confirma"
        rosa.press("u")
        rosa.wait("como antes")
        assert server.ask("SELECT count(*) FROM followup WHERE done_at > 0") == 0
        rosa.press("p")
        rosa.wait("Hasta")
        rosa.press("+1", "Enter")
        rosa.wait("Pospuesto")


def a_missed_check_in_alarms_supervision_and_the_lead_passes_when_it_is_accepted():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        now, me = int(time.time()), who(server, "rosa")
        file = server.ask("SELECT id FROM casefile LIMIT 1")
        write(server, "INSERT INTO rescue (case_id, lead_id, every_s, started_at, check_at)"
              " VALUES (?, ?, 20, ?, ?)", file, me, now, now)
        for console in (marta, rosa):
            console.wait(re.compile("sin contacto desde"), 40)
        rosa.press("R")
        rosa.wait("Contacto perdido")
        rosa.press("d")
        rosa.wait("Contacto registrado")
        rosa.press("r")
        rosa.wait("Luz")
        rosa.press("l", "Enter")
        rosa.wait("Pedido")
        with server.console("luz").home() as luz:
            luz.press("R")
            luz.wait("le pide dirigirlo")
            luz.press("Enter")
            luz.wait("Ahora usted dirige")
        assert server.ask("SELECT lead_id FROM rescue") == who(server, "luz")
