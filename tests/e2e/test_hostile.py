# SPDX-License-Identifier: GPL-3.0-or-later
"""What callers, clients and databases say cannot reach a terminal as anything but text."""
import json
import re
import sqlite3
import unicodedata

import steps
from harness import QUIET, Server, shared
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
# What a keyboard, an input method or a script can type: all but the controls.
TYPED = ("\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "e\u0301\u0302\u0303",
         "日", "👩\u200d", "\u2028", "\ue000", "\U000e0041", "\ufffe", "ñ")
PASTED = ("\x1b[2J", "\x1b]0;t\x07", "\x9b2J", "\x85", "\x90q\x9c", "\x18", "\x7f", *TYPED)
STORED = (*EVIL["escape"].partition("rojo"), *EVIL["c1"], "\x0e", "\x0f", "\x08", *PASTED)

# Every form with text in it: the keys that open it, those that close it, and its text
# fields as (label on the screen, column, most bytes).
NOTES = ("Notas", "notes", 8192)
PHONE_OF = ("es de", "phone_of", 60)
WHERE = ("Dónde está", "where_is", 240)
HEARS = ("Se oye", "hears", 240)
BELOW = ("Notas", "Qué dice", "Texto")  # the text lies in the rows below its label
ASKED = ("F9", "6", "F9")  # no result yet: it is asked for
FORMS = {
    "service": (("F2", "1"), ("F9",), (PHONE_OF, NOTES)),
    "report": (("F2", "2"), ASKED, (WHERE, NOTES, PHONE_OF, ("lo dio", "consent_by", 60))),
    "offer": (("F2", "3"), ("F9",),
              (("Quién la ofrece", "offer_by", 120), PHONE_OF, NOTES)),
    "follow-up": (("F2", "4"), ("F9",), (("Acerca de", "about", 24), PHONE_OF, NOTES)),
    "danger": (("F2", "5"), ASKED, (NOTES, WHERE, PHONE_OF)),
    "other": (("F2", "6"), ("F9",), (PHONE_OF, NOTES)),
    "listening": (("F2", "0", "1"), ("F9",), (HEARS, PHONE_OF, NOTES)),
    "threat": (("F2", "0", "9"), ("F9",), (HEARS, PHONE_OF, NOTES)),
}

# What ncurses and the console may send; anything else came from a text.
ALLOWED = re.compile(
    r"\x1b\[[?]?[0-9;]*[ABCDGHJKLMPSTXZ@`bdhlmnrt]|\x1b[()][0AB]|\x1b[78=>M]|"
    r"\x1b\[!p|\x1b\]R|[\r\n\b\t\x0e\x0f\x07]|"
    r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\ufffd]")
PROBE = b"\xc3\xa1\x1b[6n"  # in UTF-8 whatever the terminal speaks
MODES = {"1", "7", "12", "25", "1049", "2004"}


@helper
def nothing_but_text(console, since=0):
    """All that was sent to the terminal are known sequences and printable cells."""
    raw = bytes(console.terminal.raw[since:]).replace(PROBE, b"")
    sent = raw.decode(console.terminal.charset, "replace")
    rest = ALLOWED.sub("", sent)
    assert not rest, f"sent to the terminal: {rest[:60]!r}"
    for modes in re.findall(r"\x1b\[[?]([0-9;]+)[hl]", sent):
        assert set(modes.split(";")) <= MODES, modes
    assert "\x1b]" not in sent.replace("\x1b]R", ""), "an OSC was sent"
    assert not console.terminal.unknown, console.terminal.unknown


@helper
def mixture(pieces, most, turn):
    """Pieces one after the other, from another one on with every turn, in most bytes;
    it begins and ends with a word, so that nothing is trimmed."""
    text = "al"
    for i in range(len(pieces)):
        more = text + pieces[(turn + i) % len(pieces)]
        if len((more + " fin").encode()) <= min(most, 400):
            text = more
    return text + " fin"


@helper
def go_to(console, label):
    """Press arrows until the cursor stands in the field behind label."""
    def here(console):
        row, col = console.cursor()
        lines = console.terminal.lines()
        if label in BELOW:
            return row > 0 and lines[row - 1].strip().startswith(label)
        return re.search(rf"{label} *[*]? *\[[^][]*$", lines[row].ljust(80)[:col])
    for key in ("Down", "Up"):
        moved = True
        while moved:
            if here(console):  # or a frame is half there and the cursor on its way
                console.quiet(0.05)
                if here(console):
                    return
            before = console.cursor()
            console.press(key)
            while not (moved := console.cursor() != before) and console.read(QUIET):
                pass
    raise AssertionError(f"no field {label}:\n{console.screen()}")


@helper
def stands_behind_it(console):
    """The cursor is behind the last word of a mixture: it has arrived."""
    row, col = console.cursor()
    return console.terminal.lines()[row].ljust(80)[:col].endswith(" fin")


@helper
def every_text_of(form, pieces):
    """{column: text} for a form, another mixture in every field."""
    turn = list(FORMS).index(form)
    return {column: mixture(pieces, most, turn + 3 * i)
            for i, (_, column, most) in enumerate(FORMS[form][2])}


@helper
def composed(text):
    """Typed or pasted: a letter and its mark are one character."""
    return unicodedata.normalize("NFC", text)


@helper
def must_hold(server, number, texts):
    call = steps.call_of(server, number)
    for column, text in texts.items():
        assert call[column] == text, f"{column}: {call[column]!r}, not {text!r}"


@helper
def close(console, form):
    """Save the call; returns its number."""
    console.press(*FORMS[form][1])
    return steps.saved(console)


@helper
def look_at_it(console, number):
    """The call of that number wherever it is shown: list, call, history, search."""
    shown = f"{number % 10_000_000:05d}"
    for keys, wanted in ((("l",), shown), (("Enter",), "Notas"), (("h",), "  Historial L"),
                         (("F3",), "Notas"), (("F3",), shown), (("F3",), "Hoy ("),
                         (("F5", "fin"), "fin"), (("Enter",), "Notas"), (("F3",), "fin"),
                         (("F3",), "Hoy (")):
        console.press(*keys)
        console.wait(wanted)
        console.quiet(0.05)
        nothing_but_text(console)


def hostile_text_that_is_typed_is_stored_and_shown_as_text():
    with Server("--calls", "20") as server, server.console("rosa").home() as rosa:
        for form, (keys, _, fields) in FORMS.items():
            texts = every_text_of(form, TYPED)
            rosa.press(*keys)
            for label, column, _ in fields:
                go_to(rosa, label)
                rosa.press(texts[column])
                rosa.wait(stands_behind_it)
            rosa.quiet(0.05)
            nothing_but_text(rosa)
            number = close(rosa, form)
            must_hold(server, number, {c: composed(t) for c, t in texts.items()})
            look_at_it(rosa, number)


@helper
def as_pasted(text):
    """What becomes of a paste: control characters are blanks."""
    return composed(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text))


def hostile_text_that_is_pasted_becomes_blanks_in_every_field():
    with Server("--calls", "20") as server, server.console("rosa").home() as rosa:
        for form, (keys, _, fields) in FORMS.items():
            texts = every_text_of(form, PASTED)
            rosa.press(*keys)
            for label, column, _ in fields:
                go_to(rosa, label)
                rosa.paste(texts[column])
                rosa.wait(stands_behind_it)
                rosa.wait("Pegado; los caracteres de control")
            nothing_but_text(rosa)
            number = close(rosa, form)
            must_hold(server, number, {c: as_pasted(t) for c, t in texts.items()})
            look_at_it(rosa, number)


# The sheets of cases, offers, bodies and cards: who, the keys that open one, its text fields
# as (label, column, most bytes), where the row is read again, the keys that save it and
# what is said then; the last keys show the text once more.  A case is open already.
SHEETS = {
    # first: a consultation says no word of the names that come later
    "referral": ("rosa", ("F6", " ", "5", "6"), (("", "detail", 400),),
                 "SELECT detail FROM referral ORDER BY id DESC", "Preparadas: 1",
                 ("F6", "h", "Enter", "x")),
    "case": ("rosa", ("e",), (("Título", "title", 160),),
             "SELECT title FROM casefile WHERE title <> '' ORDER BY id DESC", "Caso guardado", ()),
    "person": ("rosa", ("F4", "1", "+", "1", "Enter"),
               (("Nombres", "names", 60), ("Apellidos", "surnames", 60), ("Le dicen", "alias", 60),
                ("número", "doc_no", 24), ("Contacto seguro", "safe_note", 120),
                ("Observación", "note", 160)),
               "SELECT p.names, p.surnames, p.alias, p.doc_no, p.safe_note, c.note FROM person p"
               " JOIN case_person c ON c.person_id = p.id ORDER BY p.id DESC", "uardad",
               ("F3",)),
    "leg": ("rosa", ("F4", "2", "+", "1"),
            (("en palabras", "place_said", 120), ("Detalle", "detail", 240)),
            "SELECT place_said, detail FROM incident ORDER BY id DESC", "uardad", ("F3",)),
    "note": ("rosa", ("+",), (("", "body", 8192),),
             "SELECT body FROM note ORDER BY id DESC", "Nota agregada", ()),
    "consent": ("rosa", ("F4", "4", "+", "Enter", "1", "1"),
                (("Nombre", "given_by", 60), ("Con qué palabras", "words", 240)),
                "SELECT given_by, words FROM consent ORDER BY id DESC", "uardad", ("F3",)),
    "follow-up": ("rosa", ("s", "mañana 9", "Tab"), (("Nota", "note", 240),),
                  "SELECT note FROM followup ORDER BY id DESC", "Seguimiento:", ()),
    "offer": ("marta", ("F10", "ofertas", "Enter", "+"),
              (("Quién la ofrece", "by_name", 120), ("Salió en", "paper", 120), ("Paga", "pay", 60),
               ("Qué dice", "text", 2000)),
              "SELECT by_name, paper, pay, text FROM offer ORDER BY id DESC", "uardad", ()),
    "institution": ("marta", ("F10", "directorio", "Enter", "+", "Tab", "1", "Up"),
                    (("Nombre", "name", 120), ("Dirección", "address", 240),
                     ("Teléfonos", "phones", 240), ("Preguntar por", "contact", 120),
                     ("Nota", "note", 240)),
                    "SELECT name, address, phones, contact, note FROM institution"
                    " ORDER BY id DESC",
                    "uardad", ("F3",)),
    "card": ("marta", ("F10", "fichas", "Enter", "Enter", "e"),
             (("Título", "title", 76), ("Fuente", "source", 120), ("Texto", "body", 120)),
             "SELECT title, source, body FROM guide WHERE made_at IS NOT NULL ORDER BY id DESC",
             "uardad", ("F3",)),
}
ENTERS = ("referral",)  # a line of its own, which Enter takes


@helper
def fill(console, sheet, texts, write):
    """Write the texts into the fields of a sheet that is open."""
    for label, column, _ in SHEETS[sheet][2]:
        if label:
            console.wait(label if label in BELOW else re.compile(rf"{label}\*? +\["))
            console.quiet(0.05)
            go_to(console, label)
            console.press("Ctrl-U")
        write(texts[column])
        console.wait(stands_behind_it)


@helper
def save_and_look(console, sheet):
    """Save it, look at what is shown then; back to where its keys begin."""
    _, _, _, _, saved, more = SHEETS[sheet]
    console.press(*(("Enter", "Enter") if sheet in ENTERS else ("F9",)))
    console.wait(saved)
    for key in more:
        console.press(key)
    console.quiet(0.1)
    nothing_but_text(console)


@helper
def go_back(console, shows):
    """Leave screens, each with another title, until one shows that."""
    while not re.search(shows, console.screen()):
        title = console.row(1)[:60]
        console.press("F3")
        console.wait(lambda c: c.row(1)[:60] != title)


@helper
def sheets_hold(way, pieces, becomes):
    """Every text of every sheet, written in this way, is stored as it becomes and shown as
    nothing but text; and again on a terminal of another kind."""
    with Server("--calls", "20") as server, server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        rosa.press("c", "+")
        rosa.wait("Caso nuevo abierto")
        for turn, (sheet, (who, keys, fields, sql, _, _)) in enumerate(SHEETS.items()):
            console = {"rosa": rosa, "marta": marta}[who]
            texts = {column: mixture(pieces, most, turn + 3 * i)
                     for i, (_, column, most) in enumerate(fields)}
            console.press(*keys)
            fill(console, sheet, texts, getattr(console, way))
            save_and_look(console, sheet)
            row = server.rows(sql + " LIMIT 1")[0]
            wrong = {c: (row[c], becomes(t)) for c, t in texts.items()
                     if row[c] != becomes(t) and not (
                         sheet == "card" and c == "body" and becomes(t) in row[c])}
            assert not wrong, f"{sheet}: (found, wanted) {wrong}"
            go_back(console, r"F4 Partes" if who == "rosa" else r"Hoy \(mis llamadas")
        for term, charset in (("vt100", "latin-1"), ("xterm", "cp850")):
            with server.console("marta", term=term, charset=charset).home() as again:
                again.press("c", "Enter")
                again.wait("Detalle")
                again.quiet(0.1)
                for part in "1245":
                    again.press("F4", part)
                    again.quiet(0.1)
                    again.press("F3")
                    again.quiet(0.1)
                nothing_but_text(again)


def hostile_text_that_is_typed_into_a_sheet_is_stored_and_shown_as_text():
    sheets_hold("press", TYPED, composed)


def hostile_text_that_is_pasted_into_a_sheet_becomes_blanks():
    sheets_hold("paste", PASTED, as_pasted)


# Fields with a rule of their own, which the text breaks: who, the keys that open the sheet,
# the label.
RULED = (
    ("marta", ("F10", "directorio", "Enter", "+"), "Atiende"),
    ("marta", ("F10", "ofertas", "Enter", "+"), "Teléfono"),
    ("rosa", ("F2", "1"), "Devolver a"),
)


def what_is_no_hour_and_no_telephone_is_shown_as_text_and_not_saved():
    with Server("--calls", "20") as server, server.console("rosa").home() as rosa, \
            server.console("marta").home() as marta:
        for who, keys, label in RULED:
            console = {"rosa": rosa, "marta": marta}[who]
            console.press(*keys)
            console.wait(label)
            for way, pieces in (("press", TYPED), ("paste", PASTED)):
                go_to(console, label)
                console.press("Ctrl-U")
                getattr(console, way)(mixture(pieces, 80, 0))
                console.quiet(0.05)
                nothing_but_text(console)
                console.press("F9")
                console.quiet(0.05)
                nothing_but_text(console)
                assert "Guardad" not in console.screen(), console.screen()
            go_back(console, r"Hoy \(mis llamadas")


@helper
def poison_the_draft(server, login, texts):
    """Put texts into the newest draft of login, behind the program's back."""
    db = sqlite3.connect(server.dir / "amparo.db", timeout=20)
    row = db.execute("SELECT d.id, d.body FROM draft d JOIN operator o"
                     " ON o.id = d.operator_id WHERE o.login = ? AND d.discarded_at IS"
                     " NULL ORDER BY d.saved_at DESC LIMIT 1", (login,)).fetchone()
    body = json.loads(row[1]) | texts
    db.execute("UPDATE draft SET body = ? WHERE id = ?", (json.dumps(body), row[0]))
    db.commit()
    db.close()


def a_hostile_draft_is_harmless_and_saved_as_it_was():
    with Server("--calls", "20") as server:
        with server.console("rosa").home() as rosa:
            for form, (keys, _, fields) in FORMS.items():
                rosa.press(*keys)
                go_to(rosa, fields[0][0])
                rosa.press("inocente")
                rosa.wait("inocente")
                rosa.press("F3")
                rosa.wait("Hoy (mis")
                texts = every_text_of(form, STORED)
                poison_the_draft(server, "rosa", texts)
                rosa.press("g")
                rosa.wait("Retomar")
                rosa.press("Enter")
                rosa.wait("Notas")
                rosa.press("Ctrl-L")
                rosa.quiet(0.05)
                nothing_but_text(rosa)
                number = close(rosa, form)
                must_hold(server, number, texts)
                look_at_it(rosa, number)
        for term, charset in (("vt100", "latin-1"), ("xterm", "cp850")):
            with server.console("rosa", term=term, charset=charset).home() as rosa:
                look_at_it(rosa, number)


def the_reason_of_a_correction_is_text_as_well():
    typed, pasted = mixture(TYPED, 200, 0), mixture(PASTED, 200, 0)
    with Server("--calls", "20") as server, server.console("marta").home() as marta:
        for way, reason in ((marta.press, typed), (marta.paste, pasted)):
            marta.press("l", "Enter")  # somebody else's: a reason is asked for
            marta.wait("Corregir")
            marta.press("e")
            go_to(marta, "Notas")
            marta.press("al fin más", "F9")
            marta.wait("Razón de la corrección")
            way(reason)
            marta.wait(stands_behind_it)
            if reason == pasted:
                marta.wait("Pegado; los caracteres de control")
            marta.quiet()
            nothing_but_text(marta)
            marta.press("Enter")
            marta.wait("Corregida")
            marta.press("F3")
            marta.wait("Hoy (")
            look_at_it(marta, server.ask("SELECT number FROM call WHERE corrected_at"
                                         " IS NOT NULL"))
        said = [json.loads(r["detail"])["reason"] for r in server.rows(
            "SELECT detail FROM audit WHERE detail LIKE '%reason%' ORDER BY id")]
        assert said == [composed(typed), as_pasted(pasted)], said


def the_line_of_a_search_is_text_as_well():
    with Server("--calls", "20") as server, server.console("rosa").home() as rosa:
        for way, pieces in ((rosa.press, TYPED), (rosa.paste, PASTED)):
            words = mixture(pieces, 120, 0)
            rosa.press("F5")
            rosa.wait("Buscar")
            way(words)
            rosa.wait(stands_behind_it)
            rosa.quiet()
            nothing_but_text(rosa)
            rosa.press("F3")
            rosa.wait("Hoy (mis")
            found = server.rows("SELECT detail FROM audit WHERE action = 'search'"
                                " ORDER BY id DESC LIMIT 1")
            asked = json.loads(found[0]["detail"])["query"]
            assert asked == as_pasted(words), asked


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
