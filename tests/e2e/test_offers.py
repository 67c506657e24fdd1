# SPDX-License-Identifier: GPL-3.0-or-later
"""Offers of work and study: the ten questions, and the one that turns up again."""
import re

import steps
from harness import Server
from stories import helper

TERMS = ("xterm-256color", "vt100", "putty")
PAGE_MAX = 1400
OFFER = ("F2", "3", "lo", "ch", "Enter", "1", "2", "2", "1")  # to the advice: no contract, they pay
TO_WHO_OFFERS = ("Down",) * 3


@helper
def answers_of(server, call):
    return {r["proof"][6:]: r["answer"][7:] for r in server.rows(
        "SELECT proof, answer FROM offer_answer WHERE call_id = ? ORDER BY proof", call)}


@helper
def asked_about(console, by, phone, *questions):
    """From home: a call about an offer, saved; returns its id."""
    console.press(*OFFER, *TO_WHO_OFFERS)
    console.press(by, "Tab", phone)
    if questions:
        console.press("Ctrl-O", *questions, "F3")
    console.press("F9")
    return steps.call_of(console.server, steps.saved(console))["id"]


def ten_questions_take_a_key_each_and_their_bad_signs_are_counted():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        rosa.press(*OFFER)
        rosa.wait("Malas señales: 2. Respondidas: 2 de 10.")  # the form has asked two already
        before = rosa.pressed
        size, frames = rosa.cost("Ctrl-O", shows="[n] ! ¿Contrato escrito visto?")
        assert size <= 900 and frames == 1, (size, frames)
        size, frames = rosa.cost("n", shows="[n] ! ¿Conoce a quien ofrece?")
        assert size <= 140 and frames == 1, (size, frames)
        rosa.press("n", "n", "s", "s", "n", "s", "3", "n", "s")
        rosa.wait("Malas señales: 6. Respondidas: 10 de 10.")
        rosa.wait(re.compile(r" > \[s\]   ¿Sabe a quién llamar allá\?"))
        assert rosa.pressed - before == 11, rosa.pressed - before
        # each is saved at once: nothing is lost with the line
        rosa.kill()
        again = server.console("rosa").resume()
        again.wait("Malas señales: 6. Respondidas: 10 de 10.")
        again.press("F3")
        again.wait("Diez preguntas (Ctrl-O). Malas señales: 6.")
        again.press("F9")
        call = steps.call_of(server, steps.saved(again))["id"]
        assert answers_of(server, call) == {
            "c1": "no", "c2": "no", "c3": "no", "c4": "yes", "c5": "yes", "c6": "no",
            "c7": "yes", "c8": "unknown", "c9": "no", "c10": "yes"}
        told = server.rows("SELECT who, action FROM audit WHERE entity = 'offer_answer'"
                           " AND entity_id = ?", call)
        assert len(told) == 10 and {t["who"] for t in told} == {"rosa"}, told
        # asked again later; u brings the answer before
        again.press("l", "Enter", "Ctrl-O")
        again.wait("Malas señales: 6.")
        again.press("s")
        again.wait("Malas señales: 5.")
        again.press("u")
        again.wait("Deshecho: respuesta 1 de 10")
        again.wait("Malas señales: 6.")
        assert answers_of(server, call)["c1"] == "no"
        again.close()


def an_agency_that_turns_up_again_is_seen_while_it_is_typed():
    with Server("--calls", "50") as server, server.console("luz").home() as luz, \
            server.console("rosa").home() as rosa, server.console("marta").home() as marta:
        first = asked_about(luz, "Agencia Lucero", "961555120", "n", "n")
        rosa.press(*OFFER, *TO_WHO_OFFERS)
        rosa.wait("Malas señales: 2.")
        before = rosa.pressed
        rosa.press("Ajencia Lusero")  # as it was heard
        rosa.wait(re.compile("Coincide quizá.*Agencia Lucero"))
        rosa.press("Tab", "961 555 120")
        assert rosa.pressed - before == len("Ajencia Lusero" "961 555 120") + 1
        rosa.press("Ctrl-O", "n", "Down", "Down", "s", "F3", "F9")
        second = steps.call_of(server, steps.saved(rosa))["id"]
        offer = server.rows("SELECT id, by_name FROM offer WHERE merged_into IS NULL")
        assert [o["by_name"] for o in offer] == ["Agencia Lucero"], offer
        links = {r["call_id"]: r["certainty"] for r in server.rows(
            "SELECT call_id, certainty FROM offer_call WHERE offer_id = ?", offer[0]["id"])}
        assert links == {first: "confirmed", second: "possible"}, links
        # both callers' bad signs, each question once: c1 c2 c3 c7 and c1 c3 c4 c7
        size, _ = marta.cost("F10", "ofertas", "Enter", shows="Agencia Lucero")
        assert size <= PAGE_MAX, size
        marta.wait(re.compile(r" > ! .*Agencia Lucero .* 2 +5"))
        size, _ = marta.cost("Enter", shows="Malas señales: 5. Respondidas: 5 de 10.")
        assert size <= PAGE_MAX, size
        marta.wait("2 llamadas (1 quizá)")
        before = marta.pressed
        marta.press("=")
        marta.wait("confirmado. u deshacer")
        assert marta.pressed - before == 1
        marta.press("u")
        marta.wait("2 llamadas (1 quizá)")
        # whose call it is not does not open its questions
        rosa.press("F10", "ofertas", "Enter", "Enter")
        rosa.wait("Coincide")
        rosa.press("Down", "Ctrl-O")
        rosa.wait("Solo la abre quien la atendió, o supervisión")
        rosa.press("Up", "Ctrl-O")
        rosa.wait("Diez preguntas")


def an_advert_of_the_same_day_and_paper_is_like_it():
    with Server("--calls", "50") as server, server.console("rosa").home() as rosa:
        for by in ("Señora Carmen", "Restaurante El Búho"):
            rosa.press(*OFFER, *TO_WHO_OFFERS)
            rosa.press(by, *["Down"] * 7, "El Trome", "Down", "ayer", "F9")
            steps.saved(rosa)
        rows = server.rows("SELECT by_name, paper, seen_on FROM offer ORDER BY id")
        assert len(rows) == 2 and rows[0]["paper"] == "El Trome", rows
        assert rows[0]["seen_on"] == rows[1]["seen_on"] is not None, rows
        rosa.press("F10", "ofertas", "Enter", "Enter")
        rosa.wait(re.compile("se parece .*Señora Carmen"))
