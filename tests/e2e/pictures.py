#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the real screens: make screenshots writes every screen at 80x24 and 132x40 in
both languages into screenshots/ of the build tree; --doc also renews the two of doc/.  Every
row of tui/views.h has to be among them."""
import json
import pathlib
import re
import sys

here = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(here), str(here.parent)]

import steps  # noqa: E402
from harness import Server  # noqa: E402
from stories import BUILD, TOP  # noqa: E402

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono{}.ttf"
SIZE, WIDE, HIGH, EDGE = 15, 9, 18, 10
PAPER, INK = (250, 249, 245), (30, 30, 34)
COLOURS = {"brown": (160, 110, 0), "yellow": (160, 110, 0), "cyan": (0, 110, 130)}
NOTES = ("La tía refiere que la adolescente salió de Nauta hace tres semanas con una "
         "señora conocida del barrio para trabajar en un restaurante. Llamó una vez "
         "llorando, desde un número prestado, y dijo que no la dejan salir.")
REPORT = ["F2", "2", "s", "961555877", "Enter", "la tía", "Enter", "17-18", "Enter",
          "un bar cerca del terminal de Pucallpa", "Enter", NOTES]
MORE = ["Tab", "lo", "u", "lo", "2", "f", "16", "Enter"]

# Typed into the menu, in Spanish and in English
CASE = ["F10", ("abrir un caso", "open a case"), "Enter"]

# name, account, keys from home (a pair: in Spanish, in English), keys that lead home again
SCREENS = (
    ("home", "rosa", [], []),
    ("calls-mine", "rosa", ["l"], ["F3"]),
    ("call-shown", "rosa", ["l", "Enter"], ["F3", "F3"]),
    ("correction", "rosa", ["l", "F4", "End", "Enter", "e", "Tab", "lo"], []),
    ("reason", "rosa", ["F9"], []),
    ("corrected", "rosa", ["Entendido mal.", "Enter"], []),
    ("history", "rosa", ["Enter", "h"], ["F3", "F3", "F3"]),
    ("queue", "rosa", ["f"], ["F3"]),
    ("new-call", "rosa", ["F2"], ["F3"]),
    ("service", "rosa", ["F2", "1", "lo", "3"], ["F3"]),
    ("report", "rosa", REPORT + MORE, ["F3"]),
    ("report-notes", "rosa", REPORT, ["F3"]),
    ("offer", "rosa", ["F2", "3", "lo", "ch"], ["F3"]),
    ("ten-questions", "rosa", ["F2", "3", "lo", "ch", "Ctrl-O"], ["F3", "F3"]),
    ("follow-up", "rosa", ["F2", "4"], ["F3"]),
    ("danger", "rosa", ["F2", "5", "Habla en voz baja, corta cuando entra alguien."],
     ["F3"]),
    ("other", "rosa", ["F2", "6"], ["F3"]),
    ("no-content", "rosa", ["F2", "0"], ["F3"]),
    ("notes-long", "rosa", ["F2", "5", *[NOTES + "  "] * 4], ["F3"]),
    ("listening", "rosa", ["F2", "0", "1", "s"], ["F3"]),
    ("threat", "rosa", ["F2", "0", "9"], ["F3"]),
    ("pick-list", "rosa", ["F2", "1", "F4"], ["F3", "F3"]),
    ("menu", "rosa", ["F2", "2", "F10"], ["F3", "F3"]),
    ("help", "rosa", ["F1"], ["F3"]),
    ("help-of-the-form", "rosa", ["F2", "2", "F1"], ["F3", "F3"]),
    ("options", "rosa", ["F4"], ["F3"]),
    ("drafts", "rosa", ["g"], ["F3"]),
    ("discard", "rosa", ["g", "D"], ["n", "F3"]),
    ("calls", "marta", ["l"], ["F3"]),
    ("call-opened", "marta", ["l", "Enter"], ["F3", "F3"]),
    ("search", "marta", ["F5", "lore"], ["F3"]),
    ("cases", "marta", ["c"], ["F3"]),
    ("case", "marta", ["c", "Enter"], ["F3", "F3"]),
    ("case-parts", "marta", ["c", "Enter", "F4"], ["F3", "F3", "F3"]),
    ("case-edited", "marta", ["c", "Enter", "e"], ["F3", "F3", "F3"]),
    ("case-history", "marta", ["c", "Enter", "h"], ["F3", "F3", "F3"]),
    ("case-flags", "marta", ["c", "Enter", "!"], ["F3", "F3", "F3"]),
    ("case-agenda", "marta", ["c", "Enter", "F4", "6"], ["F3", "F3", "F3"]),
    ("case-offers", "marta", ["c", "Enter", "F4", "8"], ["F3", "F3", "F3"]),
    ("followup", "marta", ["c", "Enter", "F4", "6", "Enter"], ["F3", "F3", "F3", "F3"]),
    ("dial", "marta", ["c", "Enter", "F4", "6", "L"], ["F3", "F3", "F3", "F3"]),
    ("rescue", "marta", ["R"], ["F3"]),
    ("case-note", "marta", ["c", "Enter", "+"], ["F3", "F3", "F3"]),
    ("people", "marta", ["c", "Enter", "F4", "1"], ["F3", "F3", "F3"]),
    ("person", "marta", ["c", "Enter", "F4", "1", "Enter"], ["F3", "F3", "F3", "F3"]),
    ("route", "marta", ["c", "Enter", "F4", "2"], ["F3", "F3", "F3"]),
    ("leg", "marta", ["c", "Enter", "F4", "2", "Enter"], ["F3", "F3", "F3", "F3"]),
    ("screening", "marta", ["c", "Enter", "F4", "3"], ["F3", "F3", "F3"]),
    ("consent", "marta", ["c", "Enter", "F4", "4"], ["F3", "F3", "F3"]),
    ("accept", "marta", ["c", "Enter", "F4", "4", "+"], ["F3", "F3", "F3", "F3"]),
    ("access", "marta", ["c", "Enter", "F4", "0"], ["F3", "F3", "F3"]),
    ("case-of-call", "rosa", ["F2", "2", *CASE], ["F3", "F3"]),
    ("refer", "rosa", ["F2", "2", "F6"], ["F3", "F3"]),
    ("referrals", "marta", ["F10", ("derivaciones", "referrals"), "Enter", "F4", "F4"],
     ["F3"]),
    ("referral", "marta", ["F10", ("derivaciones", "referrals"), "Enter", "F4", "F4",
                           "Enter"], ["F3", "F3"]),
    ("directory", "marta", ["F10", ("directorio", "directory"), "Enter"], ["F3"]),
    ("institution", "marta", ["F10", ("directorio", "directory"), "Enter", "Enter"],
     ["F3", "F3"]),
    ("body", "marta", ["F10", ("directorio", "directory"), "Enter", "+"], ["F3", "F3"]),
    ("agenda", "marta", ["a", "F4", "F4"], ["F3"]),
    ("alerts", "marta", ["!"], ["F3"]),
    ("offers", "marta", ["F10", ("ofertas", "offers"), "Enter"], ["F3"]),
    ("offer-seen-twice", "marta", ["F10", ("ofertas", "offers"), "Enter", "Enter"],
     ["F3", "F3"]),
    ("offer-entered", "marta", ["F10", ("ofertas", "offers"), "Enter", "+"],
     ["F3", "F3"]),
    ("ten-questions", "rosa", ["F2", "3", "lo", "Ctrl-O", "n", "n", "n", "s"], ["F3", "F3"]),
    ("cards", "marta", ["F10", ("fichas", "cards"), "Enter"], ["F3"]),
    ("card", "marta", ["F10", ("fichas", "cards"), "Enter", "Enter"], ["F3", "F3"]),
    ("card-edited", "marta", ["F10", ("fichas", "cards"), "Enter", "Enter", "e"],
     ["F3", "F3", "F3"]),
    ("card-versions", "marta", ["F10", ("fichas", "cards"), "Enter", "Enter", "h"],
     ["F3", "F3", "F3"]),
    ("card-in-danger", "rosa", ["F2", "5", "F1"], ["F3", "F3"]),
    ("number", "rosa", ["F2", "2", "s", "961555877", "Enter", "Ctrl-T"], ["F3", "F3"]),
    ("on-paper", "rosa", ["P"], ["F3"]),
    ("log-out", "rosa", ["F3"], ["n"]),
    ("admin", "ana", [], []),
    ("auditor", "julia", [], []),
    ("hidden", "rosa", ["F12"], None),
)
SIZES = ((24, 80), (40, 132))
IN_DOC = {("report", "es"): "report.png", ("home", "es"): "home.png"}


VIEWS = re.findall(r"^\tX\((\w+)\)", (TOP / "tui/views.h").read_text(), re.M)
seen = set()


def look(server, user):
    """Keep which view is on top of somebody's console."""
    who = json.loads(server.command("who", "--json"))
    seen.update(one["screen"] for one in who if one["login"] == user)


def type_in(console, *keys, pause=0.08):
    for key in keys:  # much in one packet would be a paste
        console.press(key)
        console.quiet(pause)


def prepare(server):
    """What the screens of a shift are about: two calls about one offer, a follow-up and a
    rescue of the case on top of marta's list."""
    with server.console("rosa").home() as rosa:
        for kind in ("service with region", "none", "danger"):
            steps.log_call(rosa, kind, "Pide que la llamen a las cinco.")
        for name in ("Agencia Lucero", "Ajencia Luzero"):
            type_in(rosa, "F2", "3", "lo", "ch", *["Enter"] * 8, name, "Enter",
                    "944111222", "F9")
            steps.saved(rosa)
    with server.console("marta").home() as marta:
        type_in(marta, "c", "Enter", "s", "+1", "Tab", "Tab", "Tab",
                "Preguntar por la audiencia", "F9", pause=0.2)
        marta.wait("Seguimiento: mañana")
        type_in(marta, "F4", "7", "Enter", "Enter", pause=0.2)
        marta.wait("El rescate está en curso")


def draw(console, path):
    from PIL import Image, ImageDraw, ImageFont
    plain = ImageFont.truetype(FONT.format(""), SIZE)
    bold = ImageFont.truetype(FONT.format("-Bold"), SIZE)
    term = console.terminal
    picture = Image.new("RGB", (term.cols * WIDE + 2 * EDGE, term.rows * HIGH + 2 * EDGE),
                        PAPER)
    pen = ImageDraw.Draw(picture)
    for y in range(term.rows):
        for x, (char, colour, is_bold, is_reverse) in enumerate(term.cells(y)):
            at = EDGE + x * WIDE, EDGE + y * HIGH
            ink, paper = COLOURS.get(colour, INK), PAPER
            if is_reverse or term.cursor() == (y, x):
                ink, paper = paper, ink
                pen.rectangle((*at, at[0] + WIDE - 1, at[1] + HIGH - 1), paper)
            if char != " ":
                pen.text(at, char, ink, bold if is_bold else plain)
    picture.quantize(16).save(path, optimize=True)


def take_logins(server, lang, out):
    """The page after log-in: with drafts that wait, and with a call that was cut off."""
    server.command("kick", "rosa")
    with server.console("rosa") as rosa:
        rosa.welcome().quiet()
        draw(rosa, out / f"login-later-{lang}.png")
        rosa.press("F3")
        rosa.quiet()
        steps.new_note(rosa, "La llaman de otro cuarto")
        rosa.quiet(3)
        rosa.kill()
    with server.console("rosa", term="vt100") as rosa:
        rosa.welcome().quiet()
        draw(rosa, out / f"login-resume-{lang}.png")
        rosa.press("Enter")
        rosa.resize(60, 15)
        rosa.quiet(0.6)
        draw(rosa, out / f"small-{lang}.png")


def take_conflict(server, lang, out, size):
    """Two people change the same field of one case."""
    wide = "" if size[1] == 80 else f"-{size[1]}"
    with server.console("marta", rows=size[0], cols=size[1]).home() as marta, \
            server.console("rosa").home() as rosa:
        for one, title in ((rosa, "Dos hermanas"), (marta, "Una joven y su hermana")):
            type_in(one, "F10", "English" if lang == "en" else "Español", "Enter", "c",
                    "Enter", "e", "Ctrl-U", title, pause=0.2)
        type_in(rosa, "F9", pause=0.3)
        type_in(marta, "F9", pause=0.3)
        look(server, "marta")
        draw(marta, out / f"conflict{wide}-{lang}.png")
        (out / f"conflict{wide}-{lang}.txt").write_text(marta.screen() + "\n")


def take_queue(server, lang, out, size):
    """Home and the queue while people wait: known numbers, one withheld, one who hung up."""
    wide = "" if size[1] == 80 else f"-{size[1]}"
    server.command("queue", "signal", "up")
    left = server.command("queue", "push", "961555343").strip()
    for words in (["944111222"], [], ["961555877"]):
        server.command("queue", "push", *words)
    server.command("queue", "leave", left)
    with server.console("luz", rows=size[0], cols=size[1]).home() as luz:
        type_in(luz, "F10", "English" if lang == "en" else "Español", "Enter", pause=0.2)
        for name, key in (("home-waiting", "Ctrl-L"), ("queue-waiting", "f")):
            type_in(luz, key, pause=0.4)
            draw(luz, out / f"{name}{wide}-{lang}.png")
            (out / f"{name}{wide}-{lang}.txt").write_text(luz.screen() + "\n")


def take(server, lang, out, doc, size):
    rows, cols = size
    wide = "" if cols == 80 else f"-{cols}"
    consoles = {}
    for name, user, keys, back in SCREENS:
        if user not in consoles:
            consoles[user] = server.console(user, rows=rows, cols=cols)
            consoles[user].welcome().quiet()
            if user == "rosa":
                draw(consoles[user], out / f"login{wide}-{lang}.png")
                look(server, user)
            consoles[user].press("F3")
            consoles[user].quiet()
            consoles[user].press("F10", "English" if lang == "en" else "Español", "Enter")
            consoles[user].quiet()
        console = consoles[user]
        type_in(console, *[key[lang == "en"] if isinstance(key, tuple) else key
                           for key in keys])
        console.quiet(0.4)
        look(server, user)
        draw(console, out / f"{name}{wide}-{lang}.png")
        (out / f"{name}{wide}-{lang}.txt").write_text(console.screen() + "\n")
        if doc and not wide and (name, lang) in IN_DOC:
            draw(console, TOP / "doc" / IN_DOC[name, lang])
        if back is not None:
            for key in back:
                console.press(key)
                console.quiet(0.1)


def main(doc):
    out = BUILD / "screenshots"
    out.mkdir(exist_ok=True)
    for lang, size in [(lang, size) for size in SIZES for lang in ("es", "en")]:
        with Server() as server:
            prepare(server)
            take_conflict(server, lang, out, size)
            take(server, lang, out, doc, size)
            take_queue(server, lang, out, size)
            if size == SIZES[0]:
                take_logins(server, lang, out)
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")
    missing = [view for view in VIEWS if view not in seen]
    if missing:
        sys.exit("no picture of: " + ", ".join(missing))


main("--doc" in sys.argv)
