# SPDX-License-Identifier: GPL-3.0-or-later
"""Search, at real ssh clients."""
import steps
from harness import shared

# One character: 60 bytes and the rows that change, never more than this.
CHARACTER_MAX = 1000


def a_name_heard_on_the_line_finds_the_call_and_the_form_stays():
    with shared().console("rosa").home() as rosa:
        number, _ = steps.log_call(rosa, "danger", "habla Zoraida Qhispe de la balsa")
        steps.new_note(rosa, "llama otra vez la señora")
        rosa.press("F5", "soraida kis")
        rosa.wait("1 de 1")
        assert "texto" in rosa.screen()
        rosa.press("Enter")
        rosa.wait("habla Zoraida Qhispe")
        assert "señora" not in rosa.screen()
        rosa.press("F3", "F3")
        rosa.wait("llama otra vez la señora")
        rosa.press("!")
        rosa.wait("la señora!")
        rosa.press("F3")
        rows = rosa.server.rows(
            "SELECT detail FROM audit WHERE action = 'search' ORDER BY id DESC LIMIT 1")
        assert "soraida kis" in rows[0]["detail"], rows[0]["detail"]
        assert number


def others_see_the_number_and_no_word_of_it():
    with shared().console("rosa").home() as rosa:
        steps.log_call(rosa, "danger", "se llama Casimira Huamanyauri")
    with shared().console("luz").home() as luz:
        luz.press("F5", "wamanyauri")
        luz.wait("1 de 1")
        assert "Rosa" not in luz.screen() and "Casimira" not in luz.screen()
        luz.press("Enter")
        luz.wait("Solo la abre quien la atendió")
        luz.press("F3")
    with shared().console("marta").home() as marta:
        marta.press("/", "wamanyauri")
        marta.wait("1 de 1")
        marta.press("Enter")
        marta.wait("se llama Casimira Huamanyauri")
        marta.press("F3", "F3")
