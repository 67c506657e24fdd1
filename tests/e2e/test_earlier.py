# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known already while a call is typed, at real ssh clients."""
import steps
from harness import shared, until
from stories import helper

# One typed character: 60 bytes and the rows that change (one, of 79 columns).
CHARACTER_MAX = 60 + 79
PAGE_MAX = 1450  # the first result fills the page of a list
WHY = "mismo nombre, otra provincia"
KEYS_TO_LINK = 4 + len(WHY)  # F5, F4, why, Enter, F3: from the notes and back into them


@helper
def somebody(server):
    """A case of luz, whose person nobody else is called like: (id, "C 04-00012-3", names, surnames)."""
    row = server.rows(
        "SELECT k.id, k.number, p.names, p.surnames FROM casefile k"
        " JOIN case_person l ON l.case_id = k.id AND l.role = 'victim' JOIN person p ON p.id = l.person_id"
        " WHERE k.assigned_to = (SELECT id FROM operator WHERE login = 'luz')"
        " AND k.opened_by = k.assigned_to AND p.surnames <> ''"
        " AND (SELECT count(*) FROM person o WHERE o.fold = p.fold) = 1 AND length(p.fold) > 13"
        " ORDER BY k.id DESC LIMIT 1")[0]
    year, sequence = divmod(row["number"], 10_000_000)
    return row["id"], f"C {year:02}-{sequence:05}-", row["names"], row["surnames"]


def the_same_girl_from_two_provinces_is_found_while_typing():
    case, number, names, surnames = somebody(shared())
    with shared().console("rosa").home() as rosa:
        steps.new_note(rosa, "de otra provincia preguntan por")
        before = rosa.pressed
        words = f" {names} {surnames[:-2]}{surnames[-1]}"  # a letter is missing
        rosa.press(words)
        rosa.wait(f"Coincide quizá (F5): {number}")  # no key but the words themselves
        assert rosa.pressed - before == len(words)
        line = next(row for row in rosa.terminal.lines() if "Coincide quizá" in row)
        assert surnames not in line, f"of luz's case rosa sees {line}"
        at = rosa.cursor()
        # typing goes on where it was, and what has not changed is not sent again
        size, frames = rosa.cost("x")
        assert size <= CHARACTER_MAX and frames <= 2, (size, frames)
        assert rosa.cursor() == (at[0], at[1] + 1)
        rosa.press("Backspace")
        rosa.quiet(1.5)
        shown, before = rosa.received, rosa.pressed
        rosa.quiet(1.5)
        assert rosa.received == shown, "the line is sent though nothing changed"
        rosa.press("F5")
        rosa.wait("Puede ser lo mismo")
        rosa.press("F4")
        rosa.wait("¿por qué la vincula?")  # the case is not hers, and the link opens it
        rosa.press(WHY, "Enter")
        rosa.wait("como posible. F4: confirmar.")
        rosa.press("F3")
        rosa.wait(f"Vinculada (F5): {number}")
        assert rosa.pressed - before == KEYS_TO_LINK
        rosa.wait("preguntan por")
        rosa.press("!")
        rosa.wait(words[-6:] + "!")  # the cursor is where it was
        rosa.press("F3")
    rows = shared().rows(
        "SELECT certainty FROM call_case WHERE case_id = ? AND ended_at IS NULL AND linked_by ="
        " (SELECT id FROM operator WHERE login = 'rosa') ORDER BY id DESC", case)
    assert rows and rows[0]["certainty"] == "possible", [dict(r) for r in rows]
    told = shared().rows("SELECT note FROM alert WHERE kind = 'opened' AND entity_id = ?", case)
    assert [t["note"] for t in told] == [WHY], [dict(t) for t in told]
    seen = shared().rows("SELECT detail FROM audit WHERE action = 'match' ORDER BY id DESC LIMIT 1")
    assert surnames not in seen[0]["detail"], seen[0]["detail"]


def earlier_calls_of_the_number_are_told_and_not_mentioned():
    server = shared()
    phone = server.rows("SELECT phone FROM call WHERE phone IS NOT NULL ORDER BY id DESC LIMIT 1")[0]["phone"]
    server.command("queue", "push", phone)
    with server.console("luz").home() as luz:
        luz.wait("***-" + phone[-3:])
        luz.press("Enter", "5")
        luz.wait("No mencione llamadas previas.")
        luz.wait("Coincide quizá (F5):")
        luz.press("F3")
    until(lambda: server.rows("SELECT 1 FROM audit WHERE action = 'match'"), "the audit knows nothing")


def each_character_of_a_search_costs_what_changes():
    with shared().console("marta").home() as marta:
        marta.press("/")
        marta.wait("Buscar:")
        marta.quiet()
        faults = []
        for i in range(1, 9):
            word = "shupinga"[:i]
            rows = marta.terminal.lines()[:]
            size, frames = marta.cost(word[-1], shows="Buscar: " + word)
            changed = sum(len(new.rstrip()) + len(old.rstrip())
                          for old, new in zip(rows, marta.terminal.lines()) if old != new)
            if size > min(60 + changed, PAGE_MAX) or frames > 2:
                faults.append(f"{word}: {size} bytes in {frames} frames, {changed} cells changed")
        assert not faults, faults
        marta.press("F3")
