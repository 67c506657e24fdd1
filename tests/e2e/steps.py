# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps that several stories take, and the keys of each kind of call."""
import re

# But not "Deshecho: Guardada ..."
SAVED = re.compile(r"(?<!: )(?:Guardada|Saved)\D*(L (\d\d)-(\d{5,7})-\d)")

# The keys of a call from home on (F2 in place of Enter), how many they may be, and what
# the database then holds.  NOTES stands where the story types its own words.
NOTES = object()
CALLS = {
    "none": (["F2", "0", "3"], 3, {"motive": "motive.none", "dispo": "dispo.prank"}),
    "service": (["F2", "1", "F9"], 3,
                {"motive": "motive.service", "dispo": "dispo.info"}),
    "service with region": (["F2", "1", "lo", "3", "F9"], 6,
                            {"motive": "motive.service", "place_from": "PE16",
                             "heard": "heard.radio", "dispo": "dispo.info"}),
    "offer": (["F2", "3", "lo", "ch", "Enter", "1", "1", "1", "1", "1", "F9"], 14,
              {"motive": "motive.offer", "place_from": "PE16",
               "offer_kind": "offerkind.domestic", "offer_contract": "answer.yes"}),
    "report": (["F2", "2", "s", "Enter", "Enter", NOTES, "Tab", "lo", "u", "lo", "2",
                "f", "16", "Enter", "1", "3", "1", "s", "s", "3", "3", "F9"], 24,
               {"motive": "motive.report", "speak": "y", "place_from": "PE16",
                "place_now": "PE25", "sex": "gender.f", "age": "16"}),
    "follow-up": (["F2", "4", "Enter", "Enter", "Enter", NOTES, "F9"], None, {"motive": "motive.follow"}),
    "danger": (["F2", "5", NOTES, "Tab", "s", "F9", "6", "F9"], None, {"motive": "motive.danger"}),
    "other": (["F2", "6", *["Enter"] * 8, NOTES, "F9"], None, {"motive": "motive.other"}),
}


def saved(console, deadline=None, again=False):
    """Wait for the sentence that says so; returns the number as the database has it.
    again: the call that was saved last is saved once more."""
    def news(console):
        found = SAVED.search(console.screen())
        return found if found and (again or found.group(1) != console.saved) else None
    found = console.wait(news, deadline)
    console.saved = found.group(1)
    return int(found.group(2)) * 10_000_000 + int(found.group(3))


def log_call(console, kind, words=""):
    """Log a call from home on; returns (number, keys that were pressed)."""
    before = console.pressed
    for key in CALLS[kind][0]:
        if key is NOTES:  # on a vt100 much text and an Enter in one packet is a paste
            console.press(words)
            console.wait(words[-20:])
        else:
            console.press(key)
    number = saved(console)
    return number, console.pressed - before - (len(words) if NOTES in CALLS[kind][0] else 0)


def call_of(server, number):
    """The row of a call, or None."""
    rows = server.rows("SELECT * FROM call WHERE number = ?", number)
    return rows[0] if rows else None


def must_be(server, number, values):
    """The call is in the database once, closed, with these values."""
    rows = server.rows("SELECT * FROM call WHERE number = ?", number)
    assert len(rows) == 1, f"{len(rows)} calls have the number {number}"
    assert rows[0]["status"] == "closed", rows[0]["status"]
    wrong = {k: (v, rows[0][k]) for k, v in values.items() if rows[0][k] != v}
    assert not wrong, f"(wanted, found) {wrong}"


def new_note(console, words):
    """From home: open a call for help and type words into its notes."""
    console.press("F2", "5")
    console.wait(re.compile("Peligro|Danger"))
    console.press(words)
    last = words.split()[-1]
    console.wait(lambda c: last in c.terminal.lines()[c.cursor()[0]])
