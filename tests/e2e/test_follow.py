# SPDX-License-Identifier: GPL-3.0-or-later
"""What was promised, and a rescue: over a real connection."""
import datetime
import re
import sqlite3
import time

import steps
from harness import Server
from stories import helper

LIMA = datetime.timezone(datetime.timedelta(hours=-5))  # no summer time
SHEET_MAX, PAGE_MAX = 600, 1400


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
        rosa.wait("Deshecho: Seguimiento hecho")
        assert server.ask("SELECT count(*) FROM followup WHERE done_at > 0") == 0
        rosa.press("p")
        rosa.wait("Hasta")
        rosa.press("+1", "Enter")
        rosa.wait("Pospuesto")


def home_tells_what_is_pending_and_by_itself_when_it_is_late():
    with Server("--calls", "50", "--no-callers") as server, \
            server.console("rosa").home() as rosa:
        rosa.press("c", "+", "s", "mañana 9", "Tab", "Tab", "Tab", "por la tía", "F9")
        rosa.wait("Seguimiento: mañana")
        now, me = int(time.time()), who(server, "rosa")
        write(server, "INSERT INTO followup (call_id, due_at, operator_id, kind, note,"
              " made_at, made_by) VALUES (?, ?, ?, 'callback', 'ya mismo', ?, ?)",
              server.ask("SELECT max(id) FROM call"), now + 3, me, now, me)
        rosa.press("F4", "6")
        rosa.wait("por la tía")
        assert "ya mismo" not in rosa.screen()  # it is not of this case
        rosa.press("F3", "F3", "F3")
        rosa.wait("ya mismo")
        rosa.wait("Vencen hoy 1 !")
        assert "por la tía" in rosa.screen()
        before = rosa.received
        rosa.wait(re.compile(r"! .*Llamar: ya mismo"))  # nobody pressed a key
        rosa.quiet()
        assert rosa.received - before <= 60, rosa.received - before


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


@helper
def at_hour(days, hour):
    """Seconds since 1970: so many days from today in Lima, at that hour."""
    day = datetime.datetime.now(LIMA).date() + datetime.timedelta(days=days)
    return int(datetime.datetime.combine(day, datetime.time(hour), LIMA).timestamp())


def tomorrow_at_nine_is_said_in_words_and_stands_in_the_agenda():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        rosa.press("c", "+")
        rosa.wait("Caso nuevo abierto")
        case = server.ask("SELECT max(id) FROM casefile")
        size, frames = rosa.cost("s", shows="Cuándo*")
        assert size <= SHEET_MAX and frames == 1, (size, frames)
        before = rosa.pressed
        rosa.press("manana 9", "Tab")  # without its tilde
        rosa.wait(re.compile(r"Cuándo.*mañana 0?9:00"))
        rosa.press("F9")
        rosa.wait("Seguimiento: mañana 09:00, Rosa")
        assert rosa.pressed - before - len("manana 9") == 2
        due = server.rows("SELECT due_at, operator_id, kind FROM followup WHERE case_id = ?", case)
        assert due == [{"due_at": at_hour(1, 9), "operator_id": who(server, "rosa"),
                        "kind": "check"}], due
        rosa.wait(re.compile("Vence: .* 09:00 Verificar"))
        rosa.press("F3", "F3")
        size, _ = rosa.cost("a", shows="Semana 1")
        assert size <= PAGE_MAX, size
        rosa.wait(re.compile(r" > .* 09:00 .*C \d\d-\d+-\d .*Verificar"))


def after_a_call_its_follow_up_takes_four_keys():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        number, _ = steps.log_call(rosa, "report", "que la llamen a las cinco")
        call = steps.call_of(server, number)["id"]
        rosa.wait(re.compile("Registrando desde .*s seguimiento"))
        before = rosa.pressed
        size, frames = rosa.cost("s", shows="Cuándo*")
        assert size <= SHEET_MAX and frames == 1, (size, frames)
        rosa.press("17", "Enter")
        rosa.wait(re.compile(r"Seguimiento: (hoy|mañana) 17:00, Rosa"))
        assert rosa.pressed - before == 4, rosa.pressed - before
        now = time.time()
        due = server.ask("SELECT due_at FROM followup WHERE call_id = ?", call)
        assert due == next(t for t in (at_hour(0, 17), at_hour(1, 17)) if t > now), due
        rosa.wait(lambda c: "s seguimiento" not in c.row(3))  # it is done
        rosa.press("u")
        rosa.wait("s seguimiento")
        assert not server.rows("SELECT 1 FROM followup WHERE call_id = ? AND void_at IS NULL",
                               call)


def who_hung_up_is_called_back_and_her_rules_are_read_before_her_number():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("luz").home() as luz:
        luz.press("F2", "2", "n", "961555343", "Enter", "la tía", "Enter")
        luz.wait("la tía")
        luz.press("F9", "4", "F9")
        steps.saved(luz)
        row = server.command("queue", "push", "961555343").strip()
        rosa.wait("***-343")
        server.command("queue", "leave", row)
        rosa.wait("por devolver, colgó")
        before, since = rosa.pressed, len(rosa.terminal.raw)
        rosa.press("f")
        rosa.wait("AMPARO PRUEBA  Cola")
        size, frames = rosa.cost("Enter", shows="Llamada saliente")
        assert size <= 700 and frames == 1, (size, frames)
        rosa.wait(re.compile("! ¿Puede hablar sin peligro\\? +no"))
        rosa.wait("Si contesta otra persona: no diga quién llama")
        rosa.press("Enter")
        rosa.wait("¿Llamar igual?")
        assert not re.search(rb"961 ?555 ?343", bytes(rosa.terminal.raw[since:])), \
            "the number came before its rules"
        rosa.press("s")
        rosa.wait(re.compile("961 ?555 ?343"))
        assert rosa.pressed - before == 4, rosa.pressed - before
        rosa.press("1", "F9")
        number = steps.saved(rosa)
        steps.must_be(server, number, {"direction": "out", "phone": "51961555343"})
        assert server.ask("SELECT called_back_by FROM queue WHERE id = ?", int(row)) == \
            steps.call_of(server, number)["id"]
        assert server.ask("SELECT count(*) FROM audit WHERE action = 'dial'") == 1
