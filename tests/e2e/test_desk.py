# SPDX-License-Identifier: GPL-3.0-or-later
"""The console itself: sizes, languages, the lock, the way out."""
import re

import steps
from harness import shared

PIN = {"rosa": "200403", "luz": "200404"}


def a_small_window_says_so_and_takes_no_key_unseen():
    with shared().console("rosa", rows=10, cols=40) as rosa:
        rosa.wait("Agrande la ventana a 80x24")
        rosa.wait("Ahora es de 40x10")
        rosa.press("F3", "F2", "5", "a ciegas")
        rosa.resize(80, 24)
        rosa.wait("Hola, Rosa")
        rosa.press("F3", "F2", "5", "a la vista")
        rosa.wait("a la vista")
        rosa.resize(60, 20)
        rosa.wait("Ahora es de 60x20")
        rosa.press(" no", "F9")
        rosa.resize(80, 24)
        rosa.wait("a la vista")
        rosa.press(" de todos")
        rosa.wait("a la vista de todos")
        rosa.press("F9", "6", "F9")
        number = steps.saved(rosa)
        assert steps.call_of(rosa.server, number)["notes"] == "a la vista de todos"


def a_resize_in_the_middle_keeps_field_and_text():
    with shared().console("rosa").home() as rosa:
        steps.new_note(rosa, "media nota")
        for cols, rows in ((200, 60), (80, 24), (133, 30), (80, 24)):
            rosa.resize(cols, rows)
            rosa.press("x")
            rosa.wait(lambda c: f"F9" in c.terminal.lines()[-1]
                      and "media nota" in c.screen())
        rosa.wait("media notaxxxx")
        rosa.press("F3")


def no_size_at_all_is_eighty_by_twenty_four():
    with shared().console("rosa", rows=0, cols=0, shows=(80, 24)) as rosa:
        rosa.home()
        assert "F1" in rosa.row(24)


def an_absurd_size_is_clamped():
    with shared().console("rosa", rows=65535, cols=65535, shows=(300, 120)) as rosa:
        rosa.home()
        rosa.resize(80, 24)
        rosa.press("F2")
        rosa.wait("Motivo")
        rosa.press("F3")


def the_language_changes_live_and_stays():
    server = shared()
    with server.console("luz").home() as luz:
        luz.press("F2", "5", "nota en dos idiomas")
        luz.wait("¿Puede hablar sin peligro?")
        luz.press("F10", "English", "Enter")
        luz.wait("Can she speak without danger?")
        assert "nota en dos idiomas" in luz.screen()
        luz.press("F3")
        luz.wait("Today (my")
    with server.console("luz").home() as luz:
        assert "Today (my" in luz.screen()
        luz.press("F10", "Español", "Enter")
        luz.wait("Hoy (mis")


def hiding_blanks_at_once_and_the_pin_brings_all_back():
    with shared().console("rosa").home() as rosa:
        steps.new_note(rosa, "secreto de la señora")
        rosa.press("F12")
        rosa.wait("Sesión en pausa")
        assert "secreto" not in rosa.screen()
        assert "rosa" not in rosa.screen().lower()
        rosa.press("000000", "Enter")
        rosa.wait("No es esa")
        rosa.press(PIN["rosa"], "Enter")
        rosa.wait("secreto de la señora")
        rosa.press("!")
        rosa.wait("secreto de la señora!")
        rosa.press("F3")


def a_locked_console_is_unlocked_by_a_fresh_login():
    server = shared()
    with server.console("rosa").home() as rosa:
        steps.new_note(rosa, "bajo llave")
        rosa.press("F12")
        rosa.wait("Sesión en pausa")
        rosa.kill()
    with server.console("rosa").resume() as rosa:
        rosa.wait("bajo llave")
        rosa.press("F3")


def logging_out_leaves_nothing_on_the_desk():
    for term in ("xterm-256color", "linux", "vt100"):
        with shared().console("rosa", term=term).home() as rosa:
            steps.new_note(rosa, "no debe quedar")
            rosa.press("F3")
            rosa.wait("Hoy (mis")
            rosa.press("F10", "Salir", "Enter")
            rosa.wait("s/n")
            rosa.press("s")
            assert rosa.wait_end() == 0
            assert not rosa.terminal.alternate
            for word in ("no debe quedar", "Hoy", "Peligro"):
                assert word not in rosa.screen(), f"{term}: {word}"


def a_saved_call_is_opened_and_corrected_and_the_old_value_is_kept():
    server = shared()
    with server.console("luz").home() as luz:
        number, _ = steps.log_call(luz, "service with region")
        luz.press("l")
        luz.wait("Servicio")
        luz.press("Enter")
        luz.wait("[3] Radio")
        call = steps.call_of(server, number)
        trail = server.rows("SELECT * FROM audit ORDER BY id DESC LIMIT 3")
        assert any(str(call["id"]) in str(dict(row)) for row in trail), trail


def a_saved_call_can_be_taken_back():
    server = shared()
    with server.console("luz").home() as luz:
        number, _ = steps.log_call(luz, "service")
        luz.press("u")
        luz.wait("Motivo")
        assert steps.call_of(server, number)["status"] == "open"
        luz.press("F9")
        assert steps.saved(luz, again=True) == number
        steps.must_be(server, number, {})


def admin_and_auditor_see_no_call():
    for user in ("ana", "julia"):
        with shared().console(user) as who:
            who.wait(re.compile(r"F4 (lo cambia|changes it)"))
            who.press("F3", "F2", "5")
            who.wait("amparo ")
            assert "Motivo" not in who.screen()
