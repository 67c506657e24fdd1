# SPDX-License-Identifier: GPL-3.0-or-later
"""A call is logged over an ordinary ssh client, and it is in the database."""
import steps
from harness import shared
from stories import helper

TERMS = ("xterm-256color", "xterm", "putty", "linux", "vt100", "screen", "ansi",
         "no-such-terminal")


@helper
def logs_every_motive(rosa, server):
    for kind, (_, most, values) in steps.CALLS.items():
        number, keys = steps.log_call(rosa, kind, "La tía pide que la llamen.")
        steps.must_be(server, number, values)
        assert most is None or keys <= most, f"{kind}: {keys} keys, not {most}"


def a_call_of_each_motive_is_logged_within_its_keys():
    with shared().console("rosa").home() as rosa:
        logs_every_motive(rosa, rosa.server)


def danger_takes_four_keys_to_the_first_word():
    with shared().console("rosa").home() as rosa:
        rosa.pressed = 0
        rosa.press("F2", "5")
        assert rosa.pressed <= 4
        rosa.press("encerrada")
        rosa.wait("encerrada")
        rosa.press("F3")


def the_same_on_every_kind_of_terminal():
    for term in TERMS:
        with shared().console("rosa", term=term).home() as rosa:
            for kind in ("none", "service with region", "danger"):
                number, _ = steps.log_call(rosa, kind, f"desde {term}, señora")
                steps.must_be(shared(), number, steps.CALLS[kind][2])
            call = steps.call_of(shared(), number)
            assert call["notes"] == f"desde {term}, señora", call["notes"]
            assert not rosa.terminal.unknown, rosa.terminal.unknown


def accents_come_and_go_in_latin_1():
    with shared().console("luz", term="vt100", charset="latin-1").home() as rosa:
        number, _ = steps.log_call(rosa, "danger", "Ñusta está en Cañete, ¿dónde?")
        call = steps.call_of(shared(), number)
        assert call["notes"] == "Ñusta está en Cañete, ¿dónde?", call["notes"]
        rosa.press("F2", "5", "señorita")
        rosa.wait("señorita")
        assert b"\xc3" not in rosa.terminal.raw[-400:], "UTF-8 on a Latin-1 terminal"
        rosa.press("F3")


def a_terminal_that_answers_nothing_gets_ascii():
    with shared().console("rosa", term="vt220", answers=False).home() as rosa:
        rosa.press("F2", "5", "encerrada")
        rosa.wait("encerrada", 30)
        assert all(b < 0x80 for b in rosa.terminal.raw[-600:])
        rosa.press("F3")


def plink_logs_every_motive():
    with shared().console("rosa", client="plink", term="xterm").home() as rosa:
        logs_every_motive(rosa, rosa.server)


def dbclient_logs_every_motive_where_old_clients_are_allowed():
    server = shared(settings=(("ssh", "legacy", "yes"),))
    with server.console("rosa", client="dbclient", term="xterm").home() as rosa:
        logs_every_motive(rosa, server)


def what_the_emulator_shows_is_what_tmux_shows():
    from terminal import same_as_tmux
    for term in TERMS[:-1]:
        with shared().console("marta", term=term).home() as rosa:
            rosa.press("F2", "5", "una nota larga ", "Tab", "Tab", "F1")
            rosa.quiet()
            rosa.press("F3", "F3", "F10")
            rosa.quiet()
            assert rosa.terminal.lines() == same_as_tmux(bytes(rosa.terminal.raw)), term
