# SPDX-License-Identifier: GPL-3.0-or-later
"""What an action may cost on the line: payload bytes and frames, on five terminals.

The numbers are exact and the same on every machine: they count what ncurses sends."""
import re

import steps
from harness import shared
from stories import helper

ALONE = True  # frames are counted: what comes late belongs to the next key
TERMS = ("xterm-256color", "linux", "vt100", "putty", "ansi")


@helper
def within(spent, most, what, frames=1):
    """Collects what is too much."""
    size, packets = spent
    return [f"{what}: {size} bytes, not {most}"] * (size > most) + \
        [f"{what}: {packets} frames, not {frames}"] * (packets > frames)


@helper
def on_every_terminal(story):
    faults = []
    for term in TERMS:
        with shared().console("marta", term=term).home() as marta:
            marta.quiet()
            faults += [f"{term}: {fault}" for fault in story(marta)]
    assert not faults, "\n".join(faults)


def idle_costs_nothing():
    def story(marta):
        before = marta.received
        marta.quiet(2)
        return [f"{marta.received - before} bytes"] * (marta.received != before)
    on_every_terminal(story)


def typing_costs_a_byte():
    def story(marta):
        steps.new_note(marta, "una nota")
        marta.wait("Borrador guardado")  # 20 bytes more, at most once a minute
        faults = within(marta.cost("x", shows="una notax"), 4, "a character")
        faults += within(marta.cost("Left"), 24, "to the left")
        faults += within(marta.cost("y", shows="una notayx"), 24, "inside a text")
        faults += within(marta.cost("Backspace", shows="una notax"), 24, "delete")
        marta.press("F3")
        return faults
    on_every_terminal(story)


def the_next_field_costs_little():
    def story(marta):
        marta.press("F2", "1")
        marta.wait("Información")
        faults = []
        for key in ("Tab", "Tab", "Backtab", "Tab", "Down", "Up"):
            faults += within(marta.cost(key), 16, key)
        marta.press("F3")
        return faults
    on_every_terminal(story)


def a_list_costs_what_changes():
    with shared().console("marta").home() as marta:
        for _ in range(60):
            steps.log_call(marta, "none")

    def story(marta):
        marta.press("l")
        marta.wait("Broma")
        marta.quiet()
        faults = []
        for _ in range(3):
            faults += within(marta.cost("Down"), 30, "one row")
        faults += within(marta.cost("Up"), 30, "one row up")
        faults += within(marta.cost("F8"), 1400, "a page")
        marta.press(*["Down"] * 30)  # to the edge
        marta.quiet()
        row = marta.cursor()[0]
        faults += within(marta.cost("Down"), 170, "scroll")
        faults += ["it did not scroll"] * (marta.cursor()[0] != row)
        faults += within(marta.cost("F3", shows="Hoy (mis"), 1400, "back home")
        return faults
    on_every_terminal(story)


def a_form_opens_within_its_budget():
    def story(marta):
        faults = within(marta.cost("F2", shows="Motivo"), 850, "new call")
        faults += within(marta.cost("1", shows="Información"), 850, "short form")
        faults += within(marta.cost("F3", shows="Hoy (mis"), 1400, "back home")
        marta.press("F2")
        marta.wait("Motivo")
        faults += within(marta.cost("2", shows="hora segura"), 1350, "report")
        marta.press("F3")
        marta.wait("Hoy (mis")
        return faults
    on_every_terminal(story)


# Screens of the day: how they are opened from home, what shows that they are there.
PAGE = 1400
FULL = {"c": 1600, "F10 direc Enter": 1600}  # eighteen rows, most of them text to the end
SCREENS = (
    (("a",), "Semana"), (("c",), "Caso  "), (("c", "Enter"), "Detalle"),
    (("c", "Enter", "h"), "Quién cambió"), (("f",), re.compile("Cola  ")), (("!",), "Alertas"),
    (("F5",), "Buscar"), (("F10", "direc", "Enter"), "Directorio"),
    (("F10", "ofertas", "Enter"), "Ofertas"), (("F10", "fichas", "Enter"), "Fichas"),
)


def a_screen_opens_within_one_page():
    def story(marta):
        faults = []
        for keys, shows in SCREENS:
            marta.press(*keys[:-1])
            what = " ".join(keys)
            faults += within(marta.cost(keys[-1], shows=shows), FULL.get(what, PAGE), what)
            marta.press(*["F3"] * (1 if keys[0] == "F10" else len(keys)))
            marta.wait("Hoy (mis")
        return faults
    on_every_terminal(story)


def a_full_paint_is_one_screen():
    def story(marta):
        marta.press("F2", "2")
        marta.wait("hora segura")
        faults = within(marta.cost("Ctrl-L"), 1600, "Ctrl-L", 2)
        marta.press("F3")
        marta.wait("Hoy (mis")
        return faults + within(marta.cost("Ctrl-L"), 1600, "Ctrl-L at home", 2)
    on_every_terminal(story)


def the_menu_covers_five_rows_only():
    def story(marta):
        marta.press("F2", "2")
        marta.wait("hora segura")
        faults = within(marta.cost("F10"), 300, "menu")
        faults += within(marta.cost("F3"), 380, "menu closes")
        marta.press("F3")
        return faults
    on_every_terminal(story)


def hiding_is_cheap_and_the_first_frame_blanks():
    def story(marta):
        steps.new_note(marta, "no lo vea nadie")
        marta.quiet()
        before = marta.received, marta.frames
        marta.press("F12")
        marta.read(20)  # the first frame
        faults = ["the text is still there"] * ("nadie" in marta.screen())
        marta.wait("pausa")
        marta.quiet()
        spent = marta.received - before[0], marta.frames - before[1]
        faults += within(spent, 130, "hide")
        marta.press("200405", "Enter")
        marta.wait("no lo vea nadie")
        marta.press("F3")
        return faults
    on_every_terminal(story)


def from_login_to_home_within_2700_bytes():
    faults = []
    for term in TERMS:
        with shared().console("marta", term=term) as marta:
            marta.wait(re.compile("Acceso"))
            marta.quiet(0.01)
            before = marta.received
            marta.home()
            marta.quiet()
            spent = marta.received - before
            faults += [f"{term}: {spent} bytes"] * (spent > 2700)
    assert not faults, "\n".join(faults)
