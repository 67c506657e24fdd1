# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases, at real ssh clients: opened, written in by two, linked wrong and mended."""
import re
import time

import steps
from harness import Server, shared
from stories import helper

TERMS = ("xterm-256color", "linux", "vt100", "putty", "ansi")
OPEN_MAX = 1400  # bytes of a case with its timeline
NUMBER = re.compile(r"C (\d\d)-(\d{5,7})-\d")
SECOND = 1.0     # in which the other one's note is there, on a machine that is not busy


@helper
def english(console):
    console.press("F10", "English", "Enter")
    console.wait("Today (my calls")


@helper
def new_case(console):
    """From home: a case of her own, on the screen.  Returns its number as shown, and id."""
    console.press("c")
    console.wait(re.compile("Casos|Cases"))
    console.press("+")
    console.wait(re.compile("Caso nuevo abierto|New case opened"))
    found = NUMBER.search(console.row(1))
    number = int(found.group(1)) * 10_000_000 + int(found.group(2))
    case = console.server.rows("SELECT id FROM casefile WHERE number = ?", number)[0]["id"]
    return found.group(0), case


@helper
def go_home(console):
    for _ in range(2):
        console.press("F3")
    console.wait(re.compile(r"Hoy \(mis llamadas|Today \(my calls"))


@helper
def reason_asked(console, number, reason):
    """From home: open a case by its number, for a reason if there is one to give."""
    console.press("c")
    console.wait(re.compile("Casos|Cases"))
    console.press("#", number, "Enter")
    if reason:
        console.wait(re.compile("¿Para qué lo abre|What do you open it for"))
        console.press(reason, "Enter")


@helper
def audit_of(server, case, action):
    return [r["detail"] for r in server.rows(
        "SELECT detail FROM audit WHERE entity = 'casefile' AND entity_id = ? AND action = ?"
        " ORDER BY id", case, action)]


def opening_a_case_costs_a_screen_and_two_keys():
    faults = []
    for term in TERMS:
        with shared().console("marta", term=term).home() as marta:
            before = marta.pressed
            marta.press("c")
            marta.wait("De todas, abiertos")
            size, _ = marta.cost("Enter", shows="Detalle")
            if marta.pressed - before != 2:
                faults.append(f"{term}: {marta.pressed - before} keys")
            if size > OPEN_MAX:
                faults.append(f"{term}: {size} bytes, not {OPEN_MAX}")
            down = marta.cost("Up")[0]
            if down > 700:  # the detail of another row as well
                faults.append(f"{term}: another row costs {down} bytes")
    assert not faults, "\n".join(faults)


def a_case_of_another_opens_for_a_reason_and_supervision_reads_it():
    with Server("--calls", "50") as server:
        with server.console("luz").home() as luz:
            number, case = new_case(luz)
        with server.console("rosa").home() as rosa:
            reason_asked(rosa, number, None)
            rosa.wait("¿Para qué lo abre?")
            rosa.press("porque sí", "Enter")  # nine letters
            rosa.wait("Escriba en diez letras o más")
            assert "abierto" not in rosa.screen()
            rosa.press(", llama la madre", "Enter")
            rosa.wait("Entró a un caso ajeno")
        assert len(audit_of(server, case, "refused")) == 2  # at the door, and too short
        views = audit_of(server, case, "view")
        assert '"way":"reason"' in views[-1] and "llama la madre" in views[-1], views
        grants = server.rows("SELECT kind, why FROM case_grant WHERE case_id = ?", case)
        assert [g["kind"] for g in grants] == ["reason"], grants
        alerts = server.rows("SELECT kind, note FROM alert WHERE seen_at IS NULL"
                             " AND kind = 'opened'")
        assert len(alerts) == 1 and "llama la madre" in alerts[0]["note"], alerts


def what_was_saved_is_taken_back():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        _, case = new_case(rosa)
        rosa.press("e")
        rosa.wait("Datos del caso")
        rosa.press("Tab", "2", "3", "F9")  # active, medium risk
        rosa.wait("Caso guardado")
        row = server.rows("SELECT * FROM casefile WHERE id = ?", case)[0]
        assert (row["status"], row["risk"]) == ("casestatus.active", "risk.3"), row
        rosa.press("u")
        rosa.wait("Deshecho: Caso guardado, C")
        row = server.rows("SELECT * FROM casefile WHERE id = ?", case)[0]
        assert (row["status"], row["risk"]) == ("casestatus.new", "risk.9"), row
        assert row["risk_by"] is None, row
        rosa.press("+")
        rosa.wait("se guarda sola")
        rosa.press("Una nota equivocada", "F9")
        rosa.wait("Nota agregada")
        rosa.press("u")
        rosa.wait("Deshecho: Nota agregada")
        rosa.wait("Nota retirada: Una nota equivocada")
        rosa.press("r", "luz", "Enter")
        rosa.wait("Luz responde por el caso")
        rosa.press("u")
        rosa.wait("Responsable: Rosa")
        notes = server.rows("SELECT body, retracts FROM note WHERE case_id = ?", case)
        assert [n["body"] for n in notes] == ["Una nota equivocada", ""], notes


def a_wrong_link_is_moved_and_taken_back():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        call, _ = steps.log_call(rosa, "danger", "habla la madre de Zoraida")
        wrong, first = new_case(rosa)
        go_home(rosa)
        right, second = new_case(rosa)
        go_home(rosa)
        shown = server.rows("SELECT id FROM call WHERE number = ?", call)[0]["id"]
        rosa.press("c")
        rosa.wait("Míos, abiertos")
        rosa.press("Down", "Enter")
        rosa.wait(wrong)
        rosa.press("j", "2")
        rosa.wait("Número de la llamada")
        rosa.press(rosa.saved, "Enter")
        rosa.wait("Vincular la llamada como")
        rosa.press("2")
        rosa.wait(f"Vinculada con {wrong}")
        rosa.press("u")
        rosa.wait(f"Deshecho: Vinculada con {wrong}, confirmada, {wrong}")
        rosa.press("j", "2", rosa.saved, "Enter", "1")  # typed ahead: possible
        rosa.wait(f"Vinculada con {wrong}")
        rosa.wait("(posible)")
        rosa.press("Home")
        rosa.quiet()
        if "(posible)" not in focus(rosa):  # both began in one second
            rosa.press("Down")
        rosa.wait(re.compile(r" > .*\(posible\)"))
        rosa.press("j", "3")
        rosa.wait("Número del caso correcto")
        rosa.press(right, "Enter")
        rosa.wait("¿Por qué estaba mal?")
        rosa.press("Es otra muchacha", "Enter")
        rosa.wait("La llamada está en el otro caso")
        links = server.rows("SELECT case_id FROM call_case WHERE call_id = ?"
                            " AND ended_at IS NULL", shown)
        assert [r["case_id"] for r in links] == [second], links
        assert "Es otra muchacha" in audit_of(server, first, "unlink")[-1]
        rosa.press("u")
        rosa.wait("Deshecho: La llamada está en el otro caso")
        links = server.rows("SELECT case_id FROM call_case WHERE call_id = ?"
                            " AND ended_at IS NULL", shown)
        assert [r["case_id"] for r in links] == [first], links


def two_editors_are_joined_and_the_same_field_is_asked():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        number, case = new_case(rosa)
        reason_asked(marta, number, None)
        marta.wait("Responsable: Rosa")
        marta.wait("Rosa tiene este caso abierto")
        for console in (rosa, marta):
            console.press("e")
            console.wait("Datos del caso")
        rosa.press("Tab", "Tab", "2", "F9")  # high
        rosa.wait("Caso guardado")
        # another field: joined in silence
        marta.press("Tab", "2", "F9")
        marta.wait("Caso guardado")
        row = server.rows("SELECT * FROM casefile WHERE id = ?", case)[0]
        assert (row["status"], row["risk"]) == ("casestatus.active", "risk.2"), row
        # the same field: a person is asked
        for console in (rosa, marta):
            console.press("e")
            console.wait("Datos del caso")
        rosa.press("Tab", "Tab", "1", "F9")
        rosa.wait("Caso guardado")
        marta.press("Tab", "Tab", "3", "F9")
        marta.wait(re.compile(r"Riesgo +\[2\] Alto +\[1\] Peligro +\[3\] Medio"))
        marta.press("2")  # mine
        marta.wait("Caso guardado")
        row = server.rows("SELECT * FROM casefile WHERE id = ?", case)[0]
        assert row["risk"] == "risk.3", row
        olds = [d for d in audit_of(server, case, "update") if '"risk":"1"' in d]
        assert len(olds) == 1, "what was given up stands in the audit"
        # both are to stay: supervision decides
        for console in (rosa, marta):
            console.press("e")
            console.wait("Datos del caso")
        rosa.press("Tab", "Tab", "4", "F9")
        rosa.wait("Caso guardado")
        marta.press("Tab", "Tab", "2", "F9")
        marta.wait("Bajo")
        marta.press("3")
        marta.wait(re.compile("Caso guardado|supervisión"))
        alerts = server.rows("SELECT note FROM alert WHERE kind = 'dispute'")
        assert len(alerts) == 1 and "Bajo" in alerts[0]["note"], alerts


def two_in_one_case_see_each_others_notes_within_a_second():
    first, second = "La tía llamó: está en Pucallpa, ñandú", "She says the bar is «El Búho»"
    with Server("--calls", "50") as server, \
            server.console("rosa", term="vt100", charset="latin-1").home() as rosa, \
            server.console("luz", term="xterm").home() as luz:
        english(rosa)
        number, case = new_case(rosa)
        reason_asked(luz, number, "La madre llama por este caso")
        luz.wait("Rosa tiene este caso abierto")
        rosa.wait("Luz has this case open")

        def waits(writer, reader, words, done):
            writer.press("+")
            writer.wait(re.compile("se guarda sola|it saves itself"))
            writer.press(words)
            writer.wait(words)
            before = reader.cursor()[1], focus(reader)
            start = time.monotonic()
            writer.press("F9")
            reader.wait(words[:20])
            took = time.monotonic() - start
            assert (reader.cursor()[1], focus(reader)) == before, "the focus has moved"
            writer.wait(done)
            return took
        took = [waits(rosa, luz, first, "Note added"), waits(luz, rosa, second, "Nota agregada")]
        notes = server.rows("SELECT n.body, o.login FROM note n JOIN operator o"
                            " ON o.id = n.operator_id WHERE n.case_id = ? ORDER BY n.id", case)
        assert [(n["login"], n["body"]) for n in notes] == \
            [("rosa", first), ("luz", second)], notes
        told = server.rows("SELECT who FROM audit WHERE entity = 'note' AND action = 'create'"
                           " ORDER BY id")
        assert [t["who"] for t in told] == ["rosa", "luz"], told
        assert max(took) <= SECOND, f"{max(took):.2f} s until the other one's note was there"


@helper
def focus(console):
    """The row with the marker, without what may change on it."""
    return next((r for r in console.screen().split("\n") if r.startswith(" > ")), "")
