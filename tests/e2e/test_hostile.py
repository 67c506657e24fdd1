# SPDX-License-Identifier: GPL-3.0-or-later
"""What callers, clients and databases say cannot reach a terminal as anything but text."""
import json
import re
import sqlite3
import unicodedata

import steps
from harness import Server, shared
from stories import helper

EVIL = {
    "escape": "\x1b[2J\x1b[31mrojo\x1b]0;título\x07\x1b]52;c;QQ==\x07",
    "c1": "\x9b2J\x90q\x9c\x85\x8d",
    "control": "a\x00b\x07c\x08d\x0ee\x0ff\x7f".replace("\x00", ""),
    "bidi": "\u202egnoloc\u202c \u2066ab\u2069 \u200f\u061c",
    "zero width": "a\u200bb\u200cc\u200d\u2060\ufeffef\u00adg",
    "combining": "e" + "\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308" * 3,
    "wide": "日本語 한국 👩‍👩‍👧 ｆｕｌｌ",
    "other": "\u2028línea\u2029 \ue000 \U000e0041\ufffe\U0010ffff",
}
TEXT_FIELDS = ("notes", "where_is", "phone_of", "consent_by")

# What ncurses and the console may send; anything else came from a text.
ALLOWED = re.compile(
    r"\x1b\[[?]?[0-9;]*[ABCDGHJKLMPSTXZ@`bdhlmnrt]|\x1b[()][0AB]|\x1b[78=>M]|"
    r"\x1b\[!p|\x1b\]R|[\r\n\b\t\x0e\x0f\x07]|"
    r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\ufffd]")
MODES = {"1", "7", "12", "25", "1049", "2004"}


@helper
def nothing_but_text(console, since=0):
    """All that was sent to the terminal are known sequences and printable cells."""
    sent = bytes(console.terminal.raw[since:]).decode("utf-8", "replace")
    rest = ALLOWED.sub("", sent)
    assert not rest, f"sent to the terminal: {rest[:60]!r}"
    for modes in re.findall(r"\x1b\[[?]([0-9;]+)[hl]", sent):
        assert set(modes.split(";")) <= MODES, modes
    assert "\x1b]" not in sent.replace("\x1b]R", ""), "an OSC was sent"


@helper
def poison_the_draft(server, login):
    """Put evil into every field of the newest draft, behind the program's back."""
    db = sqlite3.connect(server.dir / "amparo.db", timeout=20)
    row = db.execute("SELECT d.id, d.body FROM draft d JOIN operator o"
                     " ON o.id = d.operator_id WHERE o.login = ? AND d.discarded_at IS"
                     " NULL ORDER BY d.saved_at DESC LIMIT 1", (login,)).fetchone()
    body = json.loads(row[1])
    evil = "".join(EVIL.values()) + " fin"
    for name in TEXT_FIELDS:
        body[name] = evil if name == "notes" else evil[:40]
    db.execute("UPDATE draft SET body = ? WHERE id = ?", (json.dumps(body), row[0]))
    db.commit()
    db.close()
    return body


def a_stored_draft_is_harmless_and_saved_as_it_was():
    with Server("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            rosa.press("F2", "2", "s", "Tab", "Tab", "inocente")
            rosa.wait("inocente")
            rosa.press("F3")
            rosa.wait("Hoy (mis")
            body = poison_the_draft(server, "rosa")
            rosa.press("g")
            rosa.wait("Retomar")
            rosa.press("Enter")
            rosa.wait("fin")
            rosa.press("Ctrl-L")
            rosa.quiet()
            nothing_but_text(rosa)
            rosa.press("F9", "6", "F9")
            number = steps.saved(rosa)
            call = steps.call_of(server, number)
            for name in TEXT_FIELDS:
                assert call[name] == body[name], f"{name}: {call[name]!r}"
            nothing_but_text(rosa)
        with server.console("rosa", charset="latin-1", term="vt100").home() as rosa:
            rosa.press("l", "Enter")
            rosa.wait("fin")
            sent = bytes(rosa.terminal.raw)
            assert not re.search(rb"[\x80-\x9f]", sent), "C1 on a Latin-1 terminal"


def typed_text_is_stored_as_received():
    server = shared()
    typed = EVIL["bidi"] + EVIL["zero width"] + EVIL["combining"] + " ñandú"
    with server.console("luz").home() as luz:
        luz.press("F2", "5", typed)
        luz.wait("ñandú")
        nothing_but_text(luz)
        luz.press("F9", "6", "F9")
        call = steps.call_of(server, steps.saved(luz))
        assert call["notes"] in (typed, unicodedata.normalize("NFC", typed)), \
            repr(call["notes"])


def a_paste_presses_no_key_and_says_what_became_blank():
    server = shared()
    with server.console("luz").home() as luz:
        luz.press("F2", "5")
        luz.wait("Peligro")
        luz.paste("pegado\x1b[20~\x18\x1bOR con llaves\x9bq fin")
        luz.wait("fin")
        nothing_but_text(luz)
        assert "pegado" in luz.screen() and "Guardad" not in luz.screen()
        luz.press("F9", "6", "F9")
        notes = steps.call_of(server, steps.saved(luz))["notes"]
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", notes), repr(notes)
        assert notes.startswith("pegado") and notes.endswith("fin"), repr(notes)


def a_huge_paste_is_cut_said_and_harms_nobody():
    server = shared()
    with server.console("luz").home() as luz, server.console("rosa").home() as rosa:
        luz.press("F2", "5")
        luz.wait("Peligro")
        luz.paste("línea de cuatrocientos mil\n" * 15000)
        rosa.press("F2", "5", "sin demora")
        rosa.wait("sin demora")
        luz.press("F9", "6", "F9")
        notes = steps.call_of(server, steps.saved(luz, 60))["notes"]
        assert 7000 < len(notes.encode()) <= 8192, len(notes.encode())
        rosa.press("F3")


def a_name_of_a_terminal_is_only_a_name():
    for term in ("../../../etc/passwd", "x" * 300, "\x1b[2Jxterm", "ñ", "%n%s"):
        with shared().console("rosa", term=term).home() as rosa:
            nothing_but_text(rosa)
