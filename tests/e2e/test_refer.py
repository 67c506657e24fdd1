# SPDX-License-Identifier: GPL-3.0-or-later
"""Referrals: several at once, without consent, without identity; a shelter's address."""
import re
import sqlite3

import steps
from harness import Server
from stories import helper
from test_people import add_person, adds_mari, back, new_case, one, part

TERMS = ("xterm-256color", "vt100", "putty")
PAGE_MAX = 1400  # the bodies to choose from, and the page of one
MARK_MAX = 30    # a mark and the next row
# Of age, calls for herself, accepts to be referred: the fields of a report after its notes.
HERSELF = ("lo", "u", "lo", "1", "f", "22", "Enter", "1", "3", "1", "s", "s")


@helper
def report_in_hand(console, *fields):
    """From home: a report, not saved yet, with these fields behind its notes."""
    console.press("F2", "2", "s", "Enter", "Enter")
    console.press("La retienen en un bar")
    console.wait("en un bar")
    console.press("Tab", *fields)


@helper
def referrals_of(server, column, entity):
    return server.rows(f"SELECT * FROM referral WHERE {column} = ? ORDER BY id", entity)


@helper
def told(server, entity, entity_id):
    """What the audit has of it, without the views: [(who, action, detail)]."""
    return [(r["who"], r["action"], r["detail"]) for r in server.rows(
        "SELECT who, action, detail FROM audit WHERE entity = ? AND entity_id = ?"
        " AND action <> 'view' ORDER BY id", entity, entity_id)]


@helper
def case_id(server, number):
    return one(server, "SELECT id FROM casefile WHERE number = ?", number)["id"]


@helper
def case_of_a_minor(console):
    """From home: a case with a girl of about 16; returns its id."""
    case = case_id(console.server, new_case(console))
    part(console, "1", "Nadie todav")
    adds_mari(console)
    back(console)
    return case


# --- several at once ---

def three_referrals_and_a_copy_take_nine_keys_in_a_call_in_hand():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        report_in_hand(rosa, *HERSELF)
        rosa.wait("Riesgo propuesto: Medio")
        before = rosa.pressed
        rosa.press("F6", " ", "Down", " ", "Down", " ", "Down", "c", "Enter")
        rosa.wait("Preparadas: 3. Aún sin enviar")
        assert rosa.pressed - before == 9, rosa.pressed - before
        rosa.wait("La retienen en un bar")  # back in the call, as it was
        rosa.press("F9", "3", "F9")
        call = steps.call_of(server, steps.saved(rosa))["id"]
        made = referrals_of(server, "call_id", call)
        assert [(r["status"], r["basis"]) for r in made] == [("draft", "consent")] * 3, made
        assert len({r["institution_id"] for r in made}) == 3, made
        last = made[2]["id"]
        copy = one(server, "SELECT * FROM referral_copy WHERE referral_id >= ?", made[0]["id"])
        assert (copy["referral_id"], copy["shows"]) == (last, "facts"), copy
        # each is sent by itself, and so is the copy: by what means, to whom, asked once more
        rosa.press("F6", "h")
        rosa.wait("Preparada +1")
        rosa.press("Enter")
        rosa.wait(re.compile(r" > a .*sin enviar"))
        rosa.press("F6", "1", "Lic. Ramos", "Enter", "Enter")
        rosa.wait(re.compile("¿Se envió a .*Lic. Ramos"))
        assert referrals_of(server, "id", last)[0]["sent_at"] is None
        rosa.press("s")
        rosa.wait("Registrada como enviada")
        rosa.press("Down", "F6", "3", "mesa de partes", "Enter", "Enter", "s")
        rosa.wait(re.compile(r" > copia .*Correo electrónico: mesa"))
        rosa.press("1")
        rosa.wait("Anotado: Recibida. u deshacer")
        sent = referrals_of(server, "id", last)[0]
        assert (sent["status"], sent["sent_means"], sent["sent_to"]) == \
            ("received", "refmeans.phone", "Lic. Ramos"), sent
        rosa.press("u")
        rosa.wait("Deshecho: Anotado: Recibida")
        assert referrals_of(server, "id", last)[0]["status"] == "sent"
        states = [r["status"] for r in server.rows(
            "SELECT status FROM referral_event WHERE referral_id = ? ORDER BY id", last)]
        assert states == ["draft", "sent", "received", "sent"], states


def what_was_prepared_is_taken_back_with_u():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        report_in_hand(rosa, *HERSELF)
        rosa.press("F9", "3", "F9")
        call = steps.call_of(server, steps.saved(rosa))["id"]
        rosa.press("F6", " ", "Down", " ", "Enter")
        rosa.wait("Preparadas: 2")
        rosa.press("u")
        rosa.wait("Deshecho: Preparadas: 2, L")
        made = referrals_of(server, "call_id", call)
        assert not made or {r["status"] for r in made} == {"cancel"}, made


def the_screens_of_a_referral_stay_within_their_bytes():
    faults = []
    with Server("--calls", "50") as server:
        for term in TERMS:
            with server.console("rosa", term=term).home() as rosa:
                report_in_hand(rosa, *HERSELF)
                rosa.wait("Riesgo propuesto: Medio")
                for what, keys, shows, most in (
                        ("refer", ["F6"], "Ella acepta", PAGE_MAX),
                        ("next body", ["Down"], None, MARK_MAX),
                        ("first mark", [" "], "Elegidas         1 ", 100),
                        ("copy", ["Down", "c"], " > c1", 100),
                        ("prepared", ["Enter"], "Preparadas: 1", PAGE_MAX),
                        ("list", ["F6", "h"], "Preparada +1", PAGE_MAX),
                        ("one", ["Enter"], "Historial", PAGE_MAX),
                        ("sheet", ["x"], "HECHOS", PAGE_MAX)):
                    size, frames = rosa.cost(*keys, shows=shows)
                    faults += [f"{term}: {what}: {size} bytes in {frames}"] * (size > most)
                rosa.press("F3", "F3", "F3", "F3", "F3")
                rosa.wait("Hoy (mis llamadas")
    assert not faults, "\n".join(faults)


# --- the gate of consent, and its two exceptions ---

@helper
def costs(faults, console, key, shows, most):
    """Press key until the screen shows what it should: at most so many bytes, one frame."""
    size, frames = console.cost(key, shows=shows)
    faults += [f"{key}, {shows}: {size} bytes in {frames}, not {most}"] * \
        (size > most or frames > 1)


def without_consent_nothing_is_prepared_and_the_audit_knows():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        case = case_id(server, new_case(rosa))
        part(rosa, "1", "Nadie todav")
        add_person(rosa, "1", "Enter", "Elena", "Enter", "Enter", "Enter", "f", "25",
                   "Enter", "F9")
        back(rosa)
        rosa.press("F6")
        rosa.wait("! Todavía no se le preguntó.")
        before = rosa.pressed
        size, frames = rosa.cost(" ", "Enter", shows="Sin consentimiento no se envía nada")
        assert (rosa.pressed - before, frames) == (2, 1) and size <= 220, (size, frames)
        assert not referrals_of(server, "case_id", case)
        assert [t[:2] for t in told(server, "casefile", case)][-1] == ("rosa", "refused")
        rosa.press("!")  # no danger, no minor: there is no exception
        rosa.quiet()
        assert "Motivo" not in rosa.row(23), rosa.row(23)
        assert not server.rows("SELECT 1 FROM alert WHERE kind = 'consent' AND entity_id = ?",
                               case)


def for_a_minor_it_takes_a_reason_and_supervision_reads_it_at_once():
    faults = []
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        case = case_of_a_minor(rosa)
        rosa.press("F6")
        rosa.wait("Consentimiento")
        before = rosa.pressed
        costs(faults, rosa, " ", None, 180)
        costs(faults, rosa, "Enter", "Menor de 18, sin acuerdo. Motivo:", 110)
        rosa.press("corto")
        costs(faults, rosa, "Enter", "10 letras o más", 100)
        assert not referrals_of(server, "case_id", case)
        rosa.wait("Motivo: corto")  # nothing that was typed is lost
        rosa.press(": sola de noche")
        costs(faults, rosa, "Enter", "Preparadas: 1; supervisión avisada", 1080)
        keys = rosa.pressed - before - len("corto: sola de noche")
        assert keys == 4, keys
        marta.wait("!! Derivada sin consentimiento")
        made = one(server, "SELECT * FROM referral WHERE case_id = ?", case)
        assert (made["basis"], made["status"]) == ("minor", "draft"), made
        given = one(server, "SELECT * FROM consent WHERE id = ?", made["consent_id"])
        assert (given["exception"], given["reason"]) == \
            ("minor", "corto: sola de noche"), given
        marta.press("!")
        marta.wait(re.compile(r"Derivada sin .*corto: sola"))
        marta.press("d")
        marta.wait("Vista.")
        seen = one(server, "SELECT * FROM alert WHERE kind = 'consent'")
        assert seen["seen_at"], seen
        # what is prepared is taken back with its exception
        costs(faults, rosa, "u", "Deshecho: Preparadas: 1", 250)
        rosa.press("F4", "4")
        rosa.wait("Por qué")
        rosa.press("Down")
        rosa.wait(re.compile("derivación +no"))
    assert not faults, "\n".join(faults)


def in_danger_an_adult_who_cannot_be_asked_is_helped_for_a_reason():
    faults = []
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        steps.new_note(rosa, "gritos, y se cortó")
        before = rosa.pressed
        costs(faults, rosa, "F6", "Consentimiento", PAGE_MAX)
        costs(faults, rosa, " ", None, 100)
        costs(faults, rosa, "Enter", "No se envía nada. !: peligro inmediato.", 110)
        costs(faults, rosa, "!", "Peligro inmediato, sin acuerdo. Motivo:", 120)
        rosa.press("se oyen golpes y gritos")
        costs(faults, rosa, "Enter", "Preparadas: 1; supervisión avisada", 1210)
        assert rosa.pressed - before - len("se oyen golpes y gritos") == 5
        rosa.wait("gritos, y se cortó")
        rosa.press("F9", "6", "F9")
        call = steps.call_of(server, steps.saved(rosa))["id"]
        made = one(server, "SELECT * FROM referral WHERE call_id = ?", call)
        assert made["basis"] == "danger", made
        given = one(server, "SELECT * FROM consent WHERE id = ?", made["consent_id"])
        assert given["reason"] == "se oyen golpes y gritos", given
        marta.wait("!! Derivada sin consentimiento")
    assert not faults, "\n".join(faults)


# --- without identity ---

def a_consultation_names_nobody():
    faults = []
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        case = case_of_a_minor(rosa)
        rosa.press("F6")
        rosa.wait("Como           derivación")
        before = rosa.pressed
        costs(faults, rosa, "5", "no hace falta: no dice nada de ella", 210)
        costs(faults, rosa, " ", None, 180)
        costs(faults, rosa, "6", None, 90)
        rosa.press("¿Hay cupo para Mari Quispe?")
        costs(faults, rosa, "Enter", None, 150)
        costs(faults, rosa, "Enter", re.compile("dice quién es"), 110)
        assert not referrals_of(server, "case_id", case)
        rosa.press("6", "Ctrl-U", "¿Hay cupo para una menor?", "Enter")
        costs(faults, rosa, "Enter", "Preparadas: 1. Aún sin enviar", 970)
        keys = rosa.pressed - before - 27 - 25
        assert keys == 9, keys
        made = one(server, "SELECT * FROM referral WHERE case_id = ?", case)
        assert (made["kind"], made["basis"], made["consent_id"], made["detail"]) == \
            ("consult", None, None, "¿Hay cupo para una menor?"), made
        rosa.press("F6", "h", "Enter")
        costs(faults, rosa, "x", "Consulta sin identidad", 1030)
        rosa.wait("¿Hay cupo para una menor?")
        sheet = rosa.screen()
        rosa.press("F8")
        rosa.quiet()
        for name in ("Mari", "Quispe", "Huaman"):
            assert name not in sheet + rosa.screen(), f"{name}:\n{sheet}\n{rosa.screen()}"
        printed = server.command("referral", "sheet", "--as", "rosa", str(made["id"]))
        assert "Mari" not in printed and "una menor" in printed, printed
    assert not faults, "\n".join(faults)


# --- a shelter ---

def the_address_of_a_shelter_is_hidden_until_a_key_reveals_it():
    with Server("--calls", "50") as server:
        shelter = one(server, "SELECT id, name FROM institution WHERE confidential = 1"
                              " AND place LIKE 'PE15%'")
        db = sqlite3.connect(server.dir / "amparo.db", timeout=20)
        db.execute("UPDATE institution SET address = 'Jr. Los Ficus 114' WHERE id = ?",
                   (shelter["id"],))
        db.commit()
        db.close()
        with server.console("rosa").home() as rosa:
            rosa.press("F10", "direc", "Enter", "/", "acogida, lima", "Enter")
            rosa.wait("Casa de acogida, Lima")
            assert shelter["name"] not in rosa.screen()
            size, _ = rosa.cost("Enter", shows="*** (v lo revela)")
            assert size <= PAGE_MAX, size
            since = len(rosa.terminal.raw)
            assert "Ficus" not in rosa.screen()
            shown = told(server, "institution", shelter["id"])
            size, frames = rosa.cost("v", shows="Jr. Los Ficus 114")  # one key
            assert (frames, size <= 300) == (1, True), (size, frames)
            rosa.wait("Revelada; queda en la auditoría")
            assert b"Ficus" not in bytes(rosa.terminal.raw[:since])
            seen = [t for t in told(server, "institution", shelter["id"]) if t not in shown]
            assert [t[:2] for t in seen] == [("rosa", "reveal")], seen
            rosa.press("F3", "F3")  # and hidden again for the next look
            rosa.press("F10", "direc", "Enter", "/", "acogida, lima", "Enter", "Enter")
            rosa.wait("*** (v lo revela)")
            assert "Ficus" not in rosa.screen()
