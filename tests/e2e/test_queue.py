# SPDX-License-Identifier: GPL-3.0-or-later
"""Who waits: from the exchange to every operator's home, to one operator's form."""
import re
import time

import steps
from harness import Server
from stories import helper

TERMS = ("xterm-256color", "linux", "vt100", "putty", "ansi")


@helper
def push(server, *words):
    return server.command("queue", "push", *words).strip()


def one_of_two_operators_answers_and_the_other_sees_her_go():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("luz").home() as luz:
        rosa.wait("Sin señal de la central")
        row = push(server, "961555341", "--line", "2")
        for console in (rosa, luz):
            console.wait("***-341")
        rosa.press("Enter")
        rosa.wait("línea 2 desde")
        luz.wait("Nadie espera")
        assert "***-341" not in luz.screen()
        rosa.press("2", "s")
        rosa.wait("961555341")
        rosa.press("F3")  # to write it up a little later
        rosa.wait("Registrando")
        rosa.press("g", "Enter")
        rosa.wait(re.compile("961 ?555 ?341"))
        rosa.press("F9", "1", "F9")  # the result is still missing
        number = steps.saved(rosa)
        steps.must_be(server, number, {"phone": "51961555341", "trunk": "2",
                                       "dispo": "dispo.info"})
        call = steps.call_of(server, number)
        queue = server.rows("SELECT * FROM queue WHERE id = ?", int(row))[0]
        assert queue["call_id"] == call["id"], queue
        assert (call["ring_at"], call["answered_at"]) == (queue["at"], queue["taken_at"])
        states = [r["state"] for r in server.rows(
            "SELECT state FROM agent_state WHERE operator_id = ? ORDER BY id",
            call["operator_id"])]
        assert states == ["state.ready", "state.oncall", "state.wrap"], states


def who_hangs_up_before_an_answer_is_called_back():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("luz").home() as luz:
        row = push(server, "961555342")
        rosa.wait("***-342")
        server.command("queue", "leave", row)
        for console in (rosa, luz):
            console.wait("por devolver, colgó")
            console.wait("Nadie espera")
        luz.press("f")
        luz.wait("AMPARO PRUEBA  Cola")
        luz.press("Enter")
        luz.wait("Llamada saliente")  # whose telephone it is, before the number
        assert not re.search("961 ?555 ?342", luz.screen())
        luz.press("Enter")
        luz.wait(re.compile("961 ?555 ?342"))
        luz.press("1")
        rosa.wait(lambda c: "por devolver" not in c.screen())
        luz.press("F9")
        number = steps.saved(luz)
        steps.must_be(server, number, {"direction": "out", "phone": "51961555342"})


def a_new_call_is_on_every_home_within_a_second_and_a_hundred_bytes():
    faults = []
    with Server("--calls", "50") as server:
        for term in TERMS:
            with server.console("rosa", term=term).home() as rosa:
                for k in range(3):  # the first takes the sentence's place
                    faults += [f"{term}, {k + 1}: {fault}" for fault in _rings(rosa, k)]
                for _ in range(3):
                    rosa.press("Enter", "0", "3")
                    steps.saved(rosa)
    assert not faults, "\n".join(faults)


@helper
def _rings(rosa, waiting):
    """One more rings, whose region and earlier calls are known."""
    rosa.quiet()
    before, cursor = (rosa.received, rosa.frames), rosa.cursor()
    start = time.monotonic()
    push(rosa.server, f"06523{waiting}234", "--line", "1", "--note", "llama llorando")
    rosa.wait(lambda c: c.screen().count("***-234 Loreto") == waiting + 1)
    took = time.monotonic() - start
    rosa.quiet()
    size, frames = rosa.received - before[0], rosa.frames - before[1]
    return [f"{size} bytes"] * (size > 100) + [f"{frames} frames"] * (frames > 1) + \
        [f"{took:.2f} s"] * (took > 1) + \
        [f"the cursor went to {rosa.cursor()}"] * (rosa.cursor() != cursor)


def who_calls_moves_nothing_in_a_form_that_is_being_filled_in():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa, \
            server.console("luz").home() as luz:
        steps.new_note(rosa, "encerrada en un bar")
        rosa.quiet()
        before, cursor = rosa.received, rosa.cursor()
        push(server, "961555343")
        luz.wait("***-343")
        rosa.quiet()
        assert (rosa.received, rosa.cursor()) == (before, cursor)
        rosa.press(" y sola")
        rosa.wait("encerrada en un bar y sola")
        rosa.press("F3")
        rosa.wait("***-343")
