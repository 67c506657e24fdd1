# SPDX-License-Identifier: GPL-3.0-or-later
"""The call form beside its fields: redial, threat, silence, paper, calling out, undo."""
import re

import steps
from harness import Server, shared
from stories import helper
from test_hostile import go_to

AUNT = "961555877"


@helper
def push(server, *words):
    return server.command("queue", "push", *words).strip()


@helper
def one(server, sql, *values):
    rows = server.rows(sql, *values)
    assert len(rows) == 1, f"{len(rows)} rows: {sql}"
    return rows[0]


@helper
def actions(server, call_id):
    return [r["action"] for r in server.rows(
        "SELECT action FROM audit WHERE entity = 'call' AND entity_id = ?"
        " AND action NOT IN ('view', 'refused', 'match') ORDER BY id", call_id)]


def a_redial_is_continued_by_another_operator_with_one_key():
    with Server("--calls", "50", "--no-callers") as server, \
            server.console("rosa").home() as rosa, \
            server.console("luz").home() as luz:
        push(server, AUNT, "--line", "1")
        rosa.wait("***-877")
        rosa.press("Enter", "2", "s")
        rosa.wait("Dónde está")
        rosa.press("Enter", "la tía", "Enter", "Enter", "Enter")
        rosa.press("No la dejan salir del bar")
        rosa.wait("salir del bar")
        rosa.quiet(3)  # the draft is written
        # the line dropped: she calls again, and luz answers
        push(server, AUNT, "--line", "2")
        luz.wait(re.compile(r"se cortó \d\d:\d\d \(Rosa\)"))
        luz.press("Enter")
        luz.wait("Ctrl-R la continúa")
        size, frames = luz.cost("Ctrl-R", shows="No la dejan salir del bar")
        assert size <= 700 and frames == 1, (size, frames)
        assert "un contacto, dos llamadas" in luz.screen()
        rosa.wait("La llamada entró con Luz")
        assert "No la dejan salir del bar" in rosa.screen()  # nothing of hers moved
        luz.press("2", "s")
        luz.wait("Ctrl-R la muestra")
        luz.press("Ctrl-R")
        luz.wait("sin guardar")
        luz.press("x", "F3")  # a letter changes nothing there
        luz.wait("Ctrl-R la muestra")
        luz.press("F9", "3", "F9")
        number = steps.saved(luz)
        second = steps.call_of(server, number)
        first = one(server, "SELECT * FROM call WHERE id = ?", second["continues_call_id"])
        assert (first["status"], first["phone"]) == ("open", "51961555877"), first
        rosa.press("F9", "4", "F9")
        steps.must_be(server, steps.saved(rosa), {"notes": "No la dejan salir del bar"})
        contacts = one(server, "SELECT count(DISTINCT coalesce(continues_call_id, id)) AS n,"
                       " count(*) AS calls FROM call WHERE id IN (?, ?)",
                       first["id"], second["id"])
        assert (contacts["n"], contacts["calls"]) == (1, 2), contacts
        done = actions(server, second["id"])
        assert done == ["create", "continue", "close"], done


def a_threat_is_told_at_once_and_keeps_words_and_number():
    with Server("--calls", "50", "--no-callers") as server, \
            server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        before = rosa.pressed
        rosa.press("F2", "0", "9")
        rosa.wait("Aviso enviado a supervisión")
        assert rosa.pressed - before == 3
        marta.wait(re.compile(r"!! Amenaza: L \S+, Rosa"))
        rosa.press("los vamos a buscar")
        rosa.wait("los vamos a buscar")
        rosa.press("Up", "Up", "Up", AUNT, "F9")
        number = steps.saved(rosa)
        steps.must_be(server, number, {"dispo": "dispo.threat", "risk": "risk.1",
                                       "notes": "los vamos a buscar",
                                       "phone": "51961555877"})
        marta.press("!")
        marta.wait("Amenaza")
        marta.press("d")
        marta.wait("No hay alertas sin ver")
        alert = one(server, "SELECT * FROM alert WHERE kind = 'threat'")
        assert alert["seen_at"] is not None


def immediate_danger_is_told_whatever_the_motive():
    with Server("--calls", "50", "--no-callers") as server, \
            server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        rosa.press("F2", "2", "s")
        rosa.wait("Dónde está")
        rosa.press(*["Tab"] * 20)  # through every field, also that of the risk
        rosa.wait("último campo")
        go_to(rosa, "Edad")
        rosa.press("16", "Enter", "3")  # a minor who is held
        rosa.wait(re.compile(r"Riesgo +\[1\] Peligro"))
        rosa.wait("Riesgo propuesto: Peligro inmediato (menor que no puede salir)")
        rosa.press("F9", "3", "F9")
        number = steps.saved(rosa)
        steps.must_be(server, number, {"motive": "motive.report", "risk": "risk.1"})
        marta.wait(re.compile(r"!! Peligro.* L \S+"))
        marta.press("!", "d")
        marta.wait("Vista")
        rosa.press("F2", "0", "1", "s", "F9")  # she listens: in danger, yes
        listened = steps.saved(rosa)
        marta.wait(re.compile(r"Peligro.* L \S+"))
        alerts = server.rows("SELECT entity_id FROM alert WHERE kind = 'danger'"
                             " AND by_id = ? ORDER BY id", steps.call_of(
                                 server, number)["operator_id"])
        assert [a["entity_id"] for a in alerts] == \
            [steps.call_of(server, n)["id"] for n in (number, listened)], alerts


def a_silent_caller_is_listened_to_and_never_closed_by_three_keys():
    with shared("--calls", "50", "--no-callers").console("rosa").home() as rosa:
        rosa.press("F2", "0", "1")
        rosa.wait("pida un golpe")
        rosa.press("s", "s")
        rosa.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "voces de hombres", "F9")
        number = steps.saved(rosa)
        steps.must_be(rosa.server, number, {"dispo": "dispo.listened",
                                            "hears": "voces de hombres"})
        assert steps.call_of(rosa.server, number)["listen_danger"].startswith("y ")
        assert steps.call_of(rosa.server, number)["listen_someone"].startswith("y ")


def a_call_taken_on_paper_has_its_own_time():
    with shared("--calls", "50", "--no-callers").console("luz").home() as luz:
        before = luz.pressed
        luz.press("P")
        luz.wait("Tomada en papel")
        luz.press("mañana 10:00", "Enter")
        luz.wait("no puede haberse tomado en el futuro")
        luz.press("Up", "Ctrl-U", "ayer 22:30", "Enter", "1")
        luz.wait("Se enteró por")
        luz.press("F9")
        number = steps.saved(luz)
        assert luz.pressed - before == 1 + 12 + 1 + 2 + 10 + 1 + 1 + 1
        call = steps.call_of(luz.server, number)
        assert call["entered_late"] == 1 and call["started_at"] == call["taken_at"], call
        assert 0 < call["entered_at"] - call["taken_at"] < 2 * 86400
        luz.press("l")
        luz.wait(re.compile(r"\d\d/\d\d .*Información P"))
        luz.press("F3")


def before_a_call_out_its_rules_are_read_and_then_the_number():
    with Server("--calls", "50", "--no-callers") as server, \
            server.console("rosa").home() as rosa:
        rosa.press("F2", "2", "n", AUNT, "Enter", "la tía", "Enter")
        rosa.wait("la tía")
        rosa.press("F9", "4", "F9")
        steps.saved(rosa)
        rosa.press("l", "Enter")
        rosa.wait("guardada")
        rosa.press("L")
        rosa.wait("Llamada saliente")
        rosa.wait("Acepta que se le llame")
        assert not re.search("961 ?555 ?877", rosa.screen())
        assert not server.rows("SELECT 1 FROM audit WHERE action = 'dial'")
        rosa.press("Enter")  # she could not speak: asked once more
        rosa.wait("No podía hablar sin peligro. ¿Llamar igual?")
        rosa.press("n")
        rosa.wait("No se llamó")
        rosa.press("Enter", "s")
        rosa.wait(re.compile("961 ?555 ?877"))
        rosa.wait("Si contesta otra persona")
        rosa.press("0", "1")  # nobody answers: saves itself
        number = steps.saved(rosa, again=True)
        steps.must_be(server, number, {"direction": "out", "dispo": "dispo.noanswer",
                                       "phone": "51961555877"})
        call = steps.call_of(server, number)
        done = actions(server, call["id"])
        assert done == ["create", "dial", "close"], done


def whatever_was_saved_of_a_call_is_taken_back_with_u():
    with Server("--calls", "50", "--no-callers") as server, \
            server.console("rosa").home() as rosa:
        number, _ = steps.log_call(rosa, "report", "dos palabras")
        call = steps.call_of(server, number)
        assert call["assess"] == "assess.pending"
        # the assessment
        rosa.press("E")
        rosa.wait("Lo que decide la línea")
        rosa.press("4")
        rosa.wait("Quién decidió")
        rosa.press("1")
        rosa.wait("Posible trata. u deshacer")
        assert steps.call_of(server, number)["assess"] == "assess.possible"
        rosa.press("u")
        rosa.wait("Deshecho: L")
        assert steps.call_of(server, number)["assess"] == "assess.pending"
        # a correction
        rosa.press("l", "Enter", "e")
        rosa.wait("corrección, guardada")
        rosa.press("BackTab", "Ctrl-U", "otro bar", "F9")
        rosa.wait("Corregida")
        rosa.press("u")
        rosa.wait("Deshecho: Corregida L")
        assert steps.call_of(server, number)["where_is"] == call["where_is"]
        assert steps.call_of(server, number)["phone"] == call["phone"]
        rosa.press("F3")
        # a hard call
        rosa.press("l", "Enter", "F10", "difícil", "Enter")
        rosa.wait("Con calma")
        assert steps.call_of(server, number)["hard"] == 1
        rosa.press("u")
        rosa.wait("Deshecho: Llamada difícil")
        assert steps.call_of(server, number)["hard"] == 0
        rosa.press("F3", "F3")
        # and the call itself
        number, _ = steps.log_call(rosa, "none")
        rosa.press("u")
        rosa.wait("Deshecho: Guardada L")
        assert steps.call_of(server, number)["status"] == "open"


def two_corrections_of_one_call_are_joined():
    with Server("--calls", "50", "--no-callers") as server, \
            server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        number, _ = steps.log_call(rosa, "service")
        rosa.press("l", "Enter", "e")
        rosa.wait("corrección, guardada")
        marta.press("l", "Enter", "e")
        marta.wait("corrección, guardada")
        rosa.press("Tab", "lo", "F9")
        rosa.wait("Corregida")
        marta.press("Tab", "Tab", "3", "F9")
        marta.wait("[LO] Loreto")  # what rosa typed is joined; nothing is saved yet
        assert steps.call_of(server, number)["heard"] is None
        marta.press("F9")
        marta.wait("Razón de la corrección")
        marta.press("lo dijo al final", "Enter")
        marta.wait("Corregida")
        steps.must_be(server, number, {"place_from": "PE16", "heard": "heard.radio"})


def after_a_call_its_operator_writes_up_until_she_is_ready():
    with Server("--calls", "50", "--no-callers") as server, \
            server.console("rosa").home() as rosa:
        steps.log_call(rosa, "report", "palabras")
        rosa.wait(re.compile(r"Registrando desde \d\d:\d\d: .*d lista"))
        size, frames = rosa.cost("d", shows="Disponible desde")
        assert size <= 160 and frames == 1, (size, frames)
        steps.log_call(rosa, "none")  # leaves nothing to write up
        rosa.wait("Disponible desde")
        states = [r["state"] for r in server.rows("SELECT state FROM agent_state WHERE"
                  " operator_id = (SELECT id FROM operator WHERE login = 'rosa')"
                  " ORDER BY id DESC LIMIT 5")]
        assert states == ["state.ready", "state.oncall", "state.ready", "state.wrap",
                          "state.oncall"], states
