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

# What, who, the keys up to it, the keys that save it, what u has to bring back.
ROWS = (
    ("a new case", "rosa", ("c",), ("+",), CASES),
    ("two cases made one", "rosa", CASE, ("j", "5", OTHER, "Enter", "es la misma muchacha", "Enter"),
     CASES),
    ("a new follow-up", "rosa", CASE, ("s", "mañana 9", "F9"), FOLLOWUPS),
    ("a follow-up put off", "luz", ("a"), ("p", "+2", "Enter"), FOLLOWUPS),
    ("a follow-up for somebody else", "luz", ("a"), ("r", "ro", "Enter"), FOLLOWUPS),
    ("a flag", "rosa", (*PART, "9"), ("+", "2", "hoy mismo", "Enter"), FLAGS),
    ("a flag settled", "rosa", (*PART, "9", "+", "2", "hoy mismo", "Enter"), ("d", "resuelta ya", "Enter"),
     FLAGS),
    ("a number marked", "luz", ("f",), ("F4", "1"), MARKS),
    ("a mark ended", "luz", ("f", "F4", "1", "v", "Down", "Down", "Down"), ("d",), MARKS),
    ("a leg one place later", "rosa", (*PART, "2"), (">",), ROUTE),
    ("a leg one place earlier", "rosa", (*PART, "2", "Down"), ("<",), ROUTE),
    ("a leg taken out", "rosa", (*PART, "2"), ("-",), ROUTE),
    ("an implicated body", "rosa", (*CASE, "F6"), ("b", "un efectivo cobra", "Enter"),
     IMPLICATED),
    ("a check-in", "rosa", (*PART, "7", "Enter", "Enter"), ("d",), CHECKS),
    ("a draft discarded", "rosa", ("F2", "6", "palabras", "F3", "g"), ("D", "s"), DRAFTS),
    ("a card rewritten", "marta", CARD, ("e", "Ctrl-U", "Lo que ofrecemos", "F9"), CARDS),
    ("a body changed", "marta", BODY, ("e", "Up", "Ctrl-U", "ya verificado", "F9"), BODIES),
    ("a body verified", "marta", BODY, ("d",), BODIES),
    ("a service added", "marta", BODY, ("+", "5", "0", "Enter"), SERVICES),
    ("a service ended", "marta", BODY, ("b",), SERVICES),
    ("a body retired", "marta", BODY, ("D",), BODIES),
    ("a body added", "marta", ("F10", "directorio", "Enter"), ("+", "CEM Nauta", "Tab", "4", "F9"),
     "SELECT name FROM institution WHERE active = 1 ORDER BY id"),
    ("an offer entered", "rosa", OFFER, ("+", "Agencia Lucero", "F9"), OFFERS),
    ("two offers made one", "rosa", (*OFFER, "+", "Agencia Lucero", "F9", "F3", "+", "Ajencia Luzero", "F9"),
     ("Home", "="), OFFERS),
)


@helper
def go_home(console):
    """Leave screens, each with another title."""
    while "Hoy (mis llamadas" not in console.screen():
        title = console.row(1)[:60]
        console.press("F3")
        console.wait(lambda c: c.row(1)[:60] != title)


@helper
def is_back(console, what, go, act, sql):
    """Save it, take it back; returns what is wrong, "" if nothing."""
    console.press(*go)
    console.quiet()
    before = console.server.rows(sql)
    console.press(*act)
    until(lambda: console.server.rows(sql) != before, f"{what}: nothing is saved")
    console.quiet()
    offered = console.wait(lambda c: OFFERS_U in c.row(23) and c.row(23).strip())
    console.press("u")
    console.wait(BACK)
    after = console.server.rows(sql)
    said = console.row(23).strip()
    go_home(console)
    named = offered.removeprefix("! ").split(".")[0]
    if not said.startswith(BACK + named):
        return f"{what}: {offered!r} is taken back as {said!r}"
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
        for what, login, go, act, sql in ROWS:
            go, act = ([numbers.get(key, key) for key in keys] for keys in (go, act))
            if fault := is_back(who[login], what, go, act, sql):
                faults.append(fault)
    assert not faults, "\n".join(faults)
