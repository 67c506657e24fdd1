# SPDX-License-Identifier: GPL-3.0-or-later
"""What was saved is taken back with u: a row for each thing that can be saved and is not
taken back in the story of its own screen."""
from harness import Server, until
from stories import helper
from test_people import NUMBER

OTHER, MINE = object(), object()  # stand for the numbers of rosa's cases
OFFERS_U = " u deshacer."
BACK = "Deshecho: "

FOLLOWUPS = ("SELECT id, due_at, operator_id, done_at, result FROM followup"
             " WHERE void_at IS NULL ORDER BY id")
FLAGS = "SELECT flag FROM record_flag WHERE solved_at IS NULL ORDER BY id"
ROUTE = "SELECT id FROM incident WHERE ended_at IS NULL ORDER BY case_id, seq"
MARKS = "SELECT flag, expires_at FROM line_flag WHERE cleared_at IS NULL ORDER BY line_id, flag"
BODIES = "SELECT name, note, active, verified_at, verified_by FROM institution ORDER BY id"
SERVICES = "SELECT institution_id, service FROM service WHERE ended_at IS NULL ORDER BY 1, 2"
CASES = "SELECT number, merged_into FROM casefile WHERE status <> 'casestatus.closed' ORDER BY 1"
OFFERS = "SELECT by_name, merged_into FROM offer WHERE withdrawn = 0 ORDER BY id"
IMPLICATED = "SELECT institution_id FROM implicated WHERE ended_at IS NULL"
CHECKS = "SELECT (SELECT count(*) FROM rescue_event WHERE kind = 'checkin')" \
         " - (SELECT count(*) FROM rescue_event WHERE kind = 'undone') AS standing"
CARDS = "SELECT title, body FROM guide g WHERE version = (SELECT max(version) FROM guide" \
        " WHERE card = g.card AND lang = g.lang) ORDER BY card, lang"
DRAFTS = "SELECT form, body FROM draft WHERE discarded_at IS NULL ORDER BY id"

CASE = ("c", "#", MINE, "Enter")
PART = (*CASE, "F4")
CARD = ("F10", "fichas", "Enter", "Enter")
BODY = ("F10", "directorio", "Enter", "Enter")
OFFER = ("F10", "ofertas", "Enter")

# What, who, the keys up to it, the keys that save it (what u brings back is read before
# the last one), what u has to bring back, the most bytes of that last key and of u.
ROWS = (
    ("a new case", "rosa", ("c",), ("+",), CASES, (680, 140)),
    ("two cases made one", "rosa", CASE, ("j", "5", OTHER, "Enter", "es la misma muchacha", "Enter"),
     CASES, (410, 180)),
    ("a new follow-up", "rosa", CASE, ("s", "mañana 9", "F9"), FOLLOWUPS, (1080, 150)),
    ("a follow-up put off", "luz", ("a"), ("p", "+2", "Enter"), FOLLOWUPS, (190, 110)),
    ("a follow-up for somebody else", "luz", ("a"), ("r", "ro", "Enter"), FOLLOWUPS, (440, 350)),
    ("a flag", "rosa", (*PART, "9"), ("+", "2", "hoy mismo", "Enter"), FLAGS, (270, 110)),
    ("a flag settled", "rosa", (*PART, "9", "+", "2", "hoy mismo", "Enter"), ("d", "resuelta ya", "Enter"),
     FLAGS, (180, 190)),
    ("a number marked", "luz", ("f",), ("F4", "1"), MARKS, (260, 60)),
    ("a mark ended", "luz", ("f", "F4", "1", "v", "Down", "Down", "Down"), ("d",), MARKS, (160, 130)),
    ("a leg one place later", "rosa", (*PART, "2"), (">",), ROUTE, (140, 170)),
    ("a leg one place earlier", "rosa", (*PART, "2", "Down"), ("<",), ROUTE, (140, 150)),
    ("a leg taken out", "rosa", (*PART, "2"), ("-",), ROUTE, (100, 120)),
    ("an implicated body", "rosa", (*CASE, "F6"), ("b", "un efectivo cobra", "Enter"),
     IMPLICATED, (300, 200)),
    ("a check-in", "rosa", (*PART, "7", "Enter", "Enter"), ("d",), CHECKS, (120, 160)),
    ("a draft discarded", "rosa", ("F2", "6", "palabras", "F3", "g"), ("D", "s"), DRAFTS, (170, 260)),
    ("a card rewritten", "marta", CARD, ("e", "Ctrl-U", "Lo que ofrecemos", "F9"), CARDS, (390, 150)),
    ("a body changed", "marta", BODY, ("e", "Up", "Ctrl-U", "ya verificado", "F9"), BODIES, (910, 130)),
    ("a body verified", "marta", BODY, ("d",), BODIES, (80, 180)),
    ("a service added", "marta", BODY, ("+", "5", "0", "Enter"), SERVICES, (230, 120)),
    ("a service ended", "marta", BODY, ("b",), SERVICES, (80, 170)),
    ("a body retired", "marta", BODY, ("D",), BODIES, (240, 230)),
    ("a body added", "marta", ("F10", "directorio", "Enter"), ("+", "CEM Nauta", "Tab", "4", "F9"),
     "SELECT name FROM institution WHERE active = 1 ORDER BY id", (620, 220)),
    ("an offer entered", "rosa", OFFER, ("+", "Agencia Lucero", "F9"), OFFERS, (520, 370)),
    ("two offers made one", "rosa", (*OFFER, "+", "Agencia Lucero", "F9", "F3", "+", "Ajencia Luzero", "F9"),
     ("Home", "="), OFFERS, (180, 180)),
)


@helper
def go_home(console):
    """Leave screens, each with another title."""
    while "Hoy (mis llamadas" not in console.screen():
        title = console.row(1)[:60]
        console.press("F3")
        console.wait(lambda c: c.row(1)[:60] != title)


@helper
def is_back(console, what, go, act, sql, most):
    """Save it, take it back; returns what is wrong, "" if nothing.  most: bytes of the key
    that saves, of the one that takes back."""
    console.press(*go, *act[:-1])
    console.quiet()
    before = console.server.rows(sql)
    spent = [console.cost(act[-1], shows=OFFERS_U)[0]]
    until(lambda: console.server.rows(sql) != before, f"{what}: nothing is saved")
    offered = console.row(23).strip()
    spent.append(console.cost("u", shows=BACK)[0])
    after = console.server.rows(sql)
    said = console.row(23).strip()
    go_home(console)
    named = offered.removeprefix("! ").split(".")[0]
    if not said.startswith(BACK + named):
        return f"{what}: {offered!r} is taken back as {said!r}"
    if any(size > limit for size, limit in zip(spent, most)):
        return f"{what}: {spent} bytes, not {most}"
    return "" if after == before else f"{what}: {before} is now {after}; {said}"


def each_thing_that_was_saved_is_taken_back_with_u():
    faults = []
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("luz").home() as luz, server.console("marta").home() as marta:
        who = {"rosa": rosa, "luz": luz, "marta": marta}
        rosa.press("c", "+")
        other = rosa.wait(lambda c: NUMBER.search(c.row(1))).group(0)
        rosa.press("F3", "F3", "c", "+")
        mine = rosa.wait(lambda c: (n := NUMBER.search(c.row(1))) and n.group(0) != other
                         and n.group(0))
        rosa.press("F4", "2", "+", "1", "mayn", "Enter", "F9",
                   "+", "3", "corone", "Enter", "F9")
        luz.press("c", "+", "s", "mañana 9", "F9")
        server.command("queue", "push", "961555343")
        for console in (rosa, luz):
            console.wait(OFFERS_U)
            console.quiet()
            go_home(console)
        numbers = {OTHER: other, MINE: mine}
        for what, login, go, act, sql, most in ROWS:
            go, act = ([numbers.get(key, key) for key in keys] for keys in (go, act))
            if fault := is_back(who[login], what, go, act, sql, most):
                faults.append(fault)
    assert not faults, "\n".join(faults)
