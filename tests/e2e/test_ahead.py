# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody types ahead of a line that hangs: every key counts, nothing is a paste."""
import steps
from harness import shared

WORDS = "Salió de Nauta con una señora; la tía no sabe más."
WANTED = dict(steps.CALLS["report"][2], notes=WORDS)
FRAME = 2000  # bytes of a whole screen of 80x24
PACE = 0.03  # seconds between two keys of a fast typist

# What a script or tmux send-keys puts into one write, and what piles up while nobody
# looks: a whole call, its text and its Enters.
REPORT = [WORDS if key is steps.NOTES else key for key in steps.CALLS["report"][0]]


def _must_be_exact(server, console):
    steps.must_be(server, steps.saved(console, 60), WANTED)


def a_whole_call_in_one_write_is_typed_and_saved():
    server = shared()
    for term in ("xterm-256color", "putty", "screen"):
        with server.console("marta", term=term).home() as marta:
            marta.press(*REPORT)
            _must_be_exact(server, marta)


def a_whole_call_typed_blind_over_a_slow_line_is_saved():
    server = shared()
    line = server.relay(rate=960, delay=0.3)
    with server.console("marta", term="vt100", port=line.port).home() as marta:
        marta.quiet(1)
        line.down_behind = 0
        for key in REPORT:
            for one in (key if key == WORDS else [key]):
                marta.press(one)
                marta.read(PACE)
        _must_be_exact(server, marta)
        # While one frame is on its way no other one is sent.
        assert 0 < line.down_behind <= FRAME, line.down_behind
    line.close()


def keys_that_piled_up_behind_a_stall_are_keys():
    server = shared()
    line = server.relay()
    with server.console("marta", term="vt100", port=line.port).home() as marta:
        line.stall()
        for key in REPORT:
            for one in (key if key == WORDS else [key]):
                marta.press(one)
                marta.read(PACE)
        line.stall(False)
        _must_be_exact(server, marta)
    line.close()


def a_paste_without_brackets_is_text_where_no_terminal_brackets_it():
    server = shared()
    letter = "Ella me dijo que la esperaban en Puerto Maldonado.\rY que no diga nada.\r"
    with server.console("marta", term="vt100").home() as marta:
        steps.new_note(marta, "Carta: ")
        marta.send(letter.encode())
        marta.wait("diga nada.")
        marta.press("F9", "6", "F9")
        number = steps.saved(marta)
        kept = steps.call_of(server, number)["notes"]
        assert kept.split() == ("Carta: " + letter).split(), kept
