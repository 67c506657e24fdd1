# SPDX-License-Identifier: GPL-3.0-or-later
"""Thin lines: 9600 baud, 600 ms, readers that stop reading."""
import steps
from harness import shared

MODEM = {"rate": 960, "delay": 0.3}  # 600 ms there and back


def a_whole_call_is_typed_ahead_of_a_modem():
    server = shared()
    relay = server.relay(**MODEM)
    with server.console("rosa", term="vt100", port=relay.port) as rosa:
        rosa.welcome()
        rosa.press("F3", "F2", "1", "lo", "3", "F9")  # blind, nothing was painted yet
        number = steps.saved(rosa, 60)
        steps.must_be(server, number, steps.CALLS["service with region"][2])
        rosa.press("F2", "5", "no la dejan salir, está en Nauta", "Tab", "n", "F9", "6", "F9")
        number = steps.saved(rosa, 60)
        steps.must_be(server, number, {"motive": "motive.danger", "speak": "n",
                                       "notes": "no la dejan salir, está en Nauta"})
    relay.close()


def compression_is_the_clients_choice():
    server = shared()
    spent = {}
    for option in ("no", "yes"):
        relay = server.relay()
        with server.console("rosa", port=relay.port,
                            options=("-o", f"Compression={option}")).home() as rosa:
            rosa.quiet()
            before = relay.down_bytes
            rosa.cost("Ctrl-L")
            spent[option] = relay.down_bytes - before
        relay.close()
    assert spent["yes"] <= 850 and spent["yes"] < spent["no"], spent


def who_does_not_read_gets_few_stale_frames():
    with shared().console("rosa").home() as rosa:
        rosa.quiet()
        before = rosa.received
        for _ in range(300):
            rosa.press("Ctrl-L")
        rosa.press("F2", "5", "al final")
        rosa.wait("al final")
        rosa.quiet()
        assert rosa.received - before < 24_000, rosa.received - before
        rosa.press("F3")


def a_line_that_stalls_and_comes_back_shows_the_present():
    server = shared()
    relay = server.relay()
    with server.console("rosa", port=relay.port).home() as rosa:
        rosa.press("F2", "5")
        rosa.wait("Peligro")
        relay.stall()
        rosa.press("mientras la línea duerme")
        with server.console("luz").home() as luz:
            number, _ = steps.log_call(luz, "service")
            steps.must_be(server, number, {})
        relay.stall(False)
        rosa.wait("mientras la línea duerme")
        rosa.press("F3")
    relay.close()


def a_cut_line_ends_the_connection_and_keeps_the_text():
    server = shared()
    relay = server.relay()
    with server.console("rosa", port=relay.port).home() as rosa:
        steps.new_note(rosa, "se corta")
        relay.cut()
        rosa.wait_end()
    relay.close()
    with server.console("rosa").resume() as rosa:
        rosa.wait("se corta")
        rosa.press("F3")


def one_typed_character_is_one_packet_of_ssh():
    server = shared()
    relay = server.relay()
    with server.console("rosa", port=relay.port).home() as rosa:
        steps.new_note(rosa, "uno")
        rosa.quiet()
        pieces, size = relay.down_pieces, relay.down_bytes
        rosa.press("x")
        rosa.wait("unox")
        rosa.quiet()
        assert relay.down_pieces - pieces == 1, relay.down_pieces - pieces
        assert relay.down_bytes - size <= 64, relay.down_bytes - size
        rosa.press("F3")
    relay.close()
